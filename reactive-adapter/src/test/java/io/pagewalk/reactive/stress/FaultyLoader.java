package io.pagewalk.reactive.stress;

import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import io.pagewalk.reactive.PageFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Loads the operator's own classes anew, one of them with a fault in it. */
final class FaultyLoader extends ClassLoader {

  private static final String OPERATOR = PageFetcher.class.getPackageName() + ".";
  private static final String HARNESS = FaultyLoader.class.getPackageName() + ".";
  private static final String PATCH = FaultyCode.class.getName().replace('.', '/');

  private final Fault fault;
  private int places;

  private FaultyLoader(Fault fault) {
    super(FaultyLoader.class.getClassLoader());
    this.fault = fault;
  }

  /** The operator with the fault. */
  static Subject subjectWith(Fault fault) {
    FaultyLoader loader = new FaultyLoader(fault);
    try {
      Object subject =
          loader.loadClass(PaginatorSubject.class.getName()).getDeclaredConstructor().newInstance();
      loader.loadClass(fault.type());
      if (loader.places != 1) {
        throw new IllegalStateException(
            fault + " must have one place in the code; it has " + loader.places);
      }
      return (Subject) subject;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(fault + " could not be seeded", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!isReplaced(name)) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  /** Not what the harness and the operator pass to each other: both must mean the same type. */
  private static boolean isReplaced(String name) {
    if (name.startsWith(HARNESS)) {
      return name.startsWith(PaginatorSubject.class.getName());
    }
    return name.startsWith(OPERATOR) && !name.equals(PageFetcher.class.getName());
  }

  private Class<?> define(String name) {
    byte[] code = read(name);
    if (name.equals(fault.type())) {
      ClassWriter patched = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      new ClassReader(code).accept(new Patch(patched), 0);
      code = patched.toByteArray();
    }
    return defineClass(name, code, 0, code.length);
  }

  private byte[] read(String name) {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(getParent().getResourceAsStream(file), file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Patch extends ClassVisitor {

    Patch(ClassVisitor next) {
      super(ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return name.equals(fault.method()) ? new Redirect(next) : next;
    }
  }

  private final class Redirect extends MethodVisitor {

    Redirect(MethodVisitor next) {
      super(ASM9, next);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (fault.replaces(owner, name)) {
        places++;
        String arguments = descriptor.substring(1);
        super.visitMethodInsn(
            INVOKESTATIC,
            PATCH,
            name,
            opcode == INVOKESTATIC ? descriptor : "(" + receiver(owner) + arguments,
            false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == GETFIELD && fault.replaces(owner, name)) {
        places++;
        super.visitMethodInsn(INVOKESTATIC, PATCH, name, "(Ljava/lang/Object;)Z", false);
      } else {
        super.visitFieldInsn(opcode, owner, name, descriptor);
      }
    }

    /** The faulty code is not loaded anew, so it does not know the types that are. */
    private static String receiver(String owner) {
      return isReplaced(owner.replace('/', '.')) ? "Ljava/lang/Object;" : "L" + owner + ";";
    }
  }
}
