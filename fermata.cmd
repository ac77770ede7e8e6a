@echo off
rem NOT YET RUN ON WINDOWS: written after the documentation of cmd. Starts Fermata from a checkout, and builds it
rem first where that was never done. After a change to the sources: mvnw -Dmaven.test.skip=true package
rem
rem   JAVA_HOME               the Java to use (17 or newer, a JDK to build); otherwise the one on PATH
rem   JAVA_OPTS, FERMATA_OPTS more options for the JVM; later ones win
setlocal
set "home=%~dp0."
set "java=java"
rem Some have it with quotes of its own.
if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java"

set "jar="
for %%f in ("%home%\target\fermata-*.jar") do set "jar=%%~f"
if defined jar goto start
echo fermata: building (first run takes a minute) ... 1>&2
call "%home%\mvnw.cmd" -q -B -f "%home%\pom.xml" -Dmaven.test.skip=true -Dcompile.warnings=-nowarn -P-error-prone package 1>&2
if errorlevel 1 exit /b 1
for %%f in ("%home%\target\fermata-*.jar") do set "jar=%%~f"

:start
rem Meant for every Java: with another collector or heap in them this one would not start.
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
rem Those options of ./fermata that matter most.
"%java%" -XX:+UseSerialGC -Xms8m -Xmn2m -Xmx64m -XX:TieredStopAtLevel=1 -XX:-UsePerfData ^
    --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true ^
    "-Dfermata.home=%home%" "-Dfermata.launcher=%~f0" %JAVA_OPTS% %FERMATA_OPTS% ^
    -cp "%jar%" dev.fermata.cli.Main %*
