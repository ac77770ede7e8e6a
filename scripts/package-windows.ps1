# NOT YET RUN ON WINDOWS: written after the documentation of jpackage. Expect to mend it.
#
# Builds target\dist\Fermata-VERSION.msi: an application folder with its own trimmed Java, by jpackage.
# Needs a JDK 17 or newer (JAVA_HOME) and the WiX Toolset 3 on PATH (JDK 24 and newer: also 4 and 5). Without WiX:
#
#   scripts\package-windows.ps1 -Type app-image      the folder target\dist\Fermata, to be zipped as it is
#
# The result is not signed. The checkout may lie in a folder whatever its name.
param([ValidateSet('msi', 'app-image')] [string] $Type = 'msi')
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath (Join-Path $PSScriptRoot '..')

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

# Those options of ./fermata that matter most. jpackage replaces $APPDIR and $BINDIR, when the program is started:
# the folders of the jars and of Fermata.exe, which 'fermata service install' has started at each login.
$options = '-XX:+UseSerialGC', '-Xms8m', '-Xmn2m', '-Xmx64m', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData',
    '--enable-native-access=ALL-UNNAMED', '-Djava.awt.headless=true', '-Dfermata.home=$APPDIR',
    '-Dfermata.launcher=$BINDIR\Fermata.exe' |
    ForEach-Object { '--java-options', $_ }
# What an installer has and a folder has not. By the same number a newer version takes the place of an older one.
$installer = @()
if ($Type -eq 'msi') {
    $installer = '--license-file', 'LICENSE', '--win-per-user-install', '--win-menu', '--win-dir-chooser',
        '--win-upgrade-uuid', '5c0c4e0f-7d0f-4a3e-9c39-3f1c6f0a7a51'
}
# Without words on the command line, as from the menu: the page in the browser, and the agent for it.
Invoke-Tool "$tools\jpackage.exe" --type $Type --name Fermata --app-version $version --vendor 'Fermata contributors' `
    --description 'Plays routine skills on a timer, silent when you take over' --dest $dist `
    --input "$dist\input" --main-jar $jar --main-class dev.fermata.cli.Main --runtime-image "$dist\runtime" `
    --arguments open --win-console @installer @options
Write-Host "in ${dist}: Fermata"
