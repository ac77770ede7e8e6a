package dev.fermata.platform.windows;

import java.net.ServerSocket;
import java.util.Arrays;

/**
 * Has a program of Java believe that it is on Windows, for scripts/test-windows. Java's own classes have to know better:
 * those that ask for the system's name, for sockets and for processes, are loaded before.
 */
final class WindowsJvm {
    private WindowsJvm() {
    }

    /** @param args the class to run, and its arguments */
    public static void main(String[] args) throws Exception {
        new ServerSocket(0).close();
        new ProcessBuilder("true").start();
        System.setProperty("os.name", "Windows 10");
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        Class<?> main = Class.forName(args[0]);
        main.getMethod("main", String[].class).invoke(null, (Object) rest);
    }
}
