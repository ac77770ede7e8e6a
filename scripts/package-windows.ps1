# NOT YET RUN ON WINDOWS: written after the documentation of jpackage. Expect to mend it.
#
# Builds target\dist\Fermata-VERSION.msi: an application folder with its own trimmed Java, by jpackage.
# Needs a JDK 17 or newer (JAVA_HOME) and the WiX Toolset 3 on PATH. The result is not signed.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

if (-not $env:JAVA_HOME) { throw 'set JAVA_HOME to a JDK 17 or newer' }
$tools = Join-Path $env:JAVA_HOME 'bin'
function Invoke-Tool([string] $tool) {
    & $tool @args
    if ($LASTEXITCODE -ne 0) { throw "$tool failed with code $LASTEXITCODE" }
}

Invoke-Tool .\mvnw.cmd -B -ntp -Pdist '-Dmaven.test.skip=true' package
$version = ([xml](Get-Content pom.xml)).project.version
$jar = "fermata-$version.jar"

$dist = 'target\dist'
if (Test-Path $dist) { Remove-Item -Recurse -Force $dist }
New-Item -ItemType Directory -Force "$dist\input\lib" | Out-Null
Copy-Item "target\$jar" "$dist\input"
Copy-Item target\lib\*.jar "$dist\input\lib"
# Beside the jars, where -Dfermata.home finds them.
Copy-Item -Recurse profiles, LICENSE, docs "$dist\input"

$modules = & "$tools\jdeps.exe" --multi-release 17 --ignore-missing-deps --print-module-deps --recursive `
    --class-path 'target\lib\*' "target\$jar" | Select-Object -Last 1
Invoke-Tool "$tools\jlink.exe" --add-modules "$modules,jdk.crypto.ec" --output "$dist\runtime" `
    --strip-java-debug-attributes --no-header-files --no-man-pages

# Those options of ./fermata that matter most; jpackage replaces $APPDIR.
$options = '-XX:+UseSerialGC', '-Xms8m', '-Xmn2m', '-Xmx64m', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData',
    '--enable-native-access=ALL-UNNAMED', '-Djava.awt.headless=true', '-Dfermata.home=$APPDIR' |
    ForEach-Object { '--java-options', $_ }
Invoke-Tool "$tools\jpackage.exe" --type msi --name Fermata --app-version $version --dest $dist `
    --input "$dist\input" --main-jar $jar --main-class dev.fermata.cli.Main --runtime-image "$dist\runtime" `
    --license-file LICENSE --win-console --win-per-user-install --win-menu @options
Write-Host "in $dist`: Fermata-$version.msi"
