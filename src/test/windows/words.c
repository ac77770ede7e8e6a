/* Takes the place of java.exe: says with which words it was started, a line each, and ends with 7. */
#include <stdio.h>
#include <windows.h>

#include <shellapi.h>

int main(void) {
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    for (int i = 1; i < count; i++) {
        char text[4096];
        WideCharToMultiByte(CP_UTF8, 0, words[i], -1, text, sizeof text, NULL, NULL);
        puts(text);
    }
    puts(GetEnvironmentVariableA("JDK_JAVA_OPTIONS", NULL, 0) ? "with options for every Java" : "");
    return 7;
}
