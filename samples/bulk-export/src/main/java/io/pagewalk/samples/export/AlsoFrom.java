package io.pagewalk.samples.export;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a variable of the environment that other programs read, too, and that says the same as an
 * option. It comes below the option's own variable and above a profile.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface AlsoFrom {
  String value();
}
