package io.pagewalk.samples.export.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a variable of the environment that other programs read, too, and that says the same as an
 * option. It comes below the option's own variable and above a profile that nobody asked for.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface AlsoFrom {
  String value();
}
