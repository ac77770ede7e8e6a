@echo off
rem NOT YET RUN ON WINDOWS. Starts Fermata from the plain archive with a Java 17 or newer of this machine.
setlocal
set "home=%~dp0.."
set "java=java"
rem Some have it with quotes of its own.
if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java"
rem Meant for every Java: with another collector or heap in them this one would not start.
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
"%java%" @JVM_OPTIONS@ ^
    "-Dfermata.home=%home%" "-Dfermata.launcher=%~f0" %JAVA_OPTS% %FERMATA_OPTS% ^
    -cp "%home%\app\fermata-@VERSION@.jar" dev.fermata.cli.Main %*
