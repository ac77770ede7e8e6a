# shellcheck shell=sh
# Functions shared by ./fermata, ./check and what is in this folder; plain POSIX sh, to be sourced.
#
# Before sourcing, the script sets:
#   fermata_dir   absolute path of the project
#   program       its own name, for messages
: "${fermata_dir:?}" "${program:?}"

oldest_java=17
# The first version in pom.xml is the project's, as it has no parent.
jar=$fermata_dir/target/fermata-$(sed -n '/<version>/{s/.*<version>\(.*\)<\/version>.*/\1/p;q;}' "$fermata_dir/pom.xml").jar
stamp=$fermata_dir/target/.fermata-built

say() { printf '%s: %s\n' "$program" "$*" >&2; }

die() {
    say "$@"
    exit 1
}

# Prints the major version of the given java executable, nothing if it does not tell.
# A JDK names its version in the file "release"; reading it saves starting a JVM (30-100 ms).
java_major() {
    _home=${1%/bin/java}
    _version=
    if [ -r "$_home/release" ]; then
        while IFS='=' read -r _name _value; do
            if [ "$_name" = JAVA_VERSION ]; then
                _version=$_value
                break
            fi
        done <"$_home/release"
    fi
    if [ -z "$_version" ]; then
        # Sample: openjdk version "17.0.15" 2025-04-15; other lines may come before it.
        _version=$("$1" -version 2>&1 | sed -n 's/^[a-z]* version \("[^"]*"\).*/\1/p')
    fi
    _version=${_version#\"}
    _version=${_version%\"}
    _version=${_version#1.} # Java 8 calls itself 1.8
    _version=${_version%%[!0-9]*}
    [ -z "$_version" ] || echo "$_version"
}

# Follows symbolic links to the file itself (readlink -f is missing on older systems).
follow_links() {
    _file=$1
    while [ -L "$_file" ]; do
        _target=$(readlink "$_file") || break
        case $_target in
        /*) _file=$_target ;;
        *) _file=${_file%/*}/$_target ;;
        esac
    done
    echo "$_file"
}

# Sets java and java_version to the first Java that is new enough, JAVA_HOME before PATH, and
# JAVA_HOME to its home so that Maven uses the same one. Ends the script when there is none.
find_java() {
    _seen=
    if [ -n "${JAVA_HOME-}" ]; then
        if [ -x "$JAVA_HOME/bin/java" ]; then
            java_version=$(java_major "$JAVA_HOME/bin/java")
            if [ "${java_version:-0}" -ge $oldest_java ]; then
                export JAVA_HOME
                java=$JAVA_HOME/bin/java
                return
            fi
            _seen="JAVA_HOME ($JAVA_HOME) is Java ${java_version:-of an unknown version}"
        else
            _seen="JAVA_HOME ($JAVA_HOME) has no bin/java"
        fi
    fi
    if java=$(command -v java); then
        _real=$(follow_links "$java")
        # A launcher outside a Java home (macOS, version managers) stays as it is and finds its
        # Java itself; java_major then asks by starting it.
        if [ -r "${_real%/bin/java}/release" ]; then
            java=$_real
            export JAVA_HOME="${java%/bin/java}"
        else
            unset JAVA_HOME
        fi
        java_version=$(java_major "$java")
        if [ "${java_version:-0}" -ge $oldest_java ]; then return; fi
        _seen="${_seen:+$_seen; }java on PATH ($java) is Java ${java_version:-of an unknown version}"
    else
        _seen="${_seen:+$_seen; }no java on PATH"
    fi
    die "needs Java $oldest_java or newer: $_seen.
Install a JDK (Debian, Ubuntu: apt install openjdk-17-jdk-headless) or set JAVA_HOME to one."
}

# A JRE runs Fermata but cannot build it.
need_compiler() {
    if [ -n "${JAVA_HOME-}" ] && [ -x "$JAVA_HOME/bin/javac" ]; then return; fi
    if [ -z "${JAVA_HOME-}" ] && command -v javac >/dev/null; then return; fi
    die "building needs a JDK, but $java comes without javac.
Install one (Debian, Ubuntu: apt install openjdk-$java_version-jdk-headless) or set JAVA_HOME to one."
}

# Sets maven to the wrapper, or to an installed mvn when the wrapper cannot get its Maven (offline,
# no unzip). The probe costs a JVM start, so call this only to build.
find_maven() {
    maven=$fermata_dir/mvnw
    if _problem=$("$maven" -v 2>&1 >/dev/null </dev/null); then return; fi
    if maven=$(command -v mvn); then
        say "the Maven wrapper does not work here, using $maven"
        return
    fi
    command -v unzip >/dev/null || _problem="$_problem
Without 'unzip' it cannot unpack Maven."
    die "cannot get Maven: ./mvnw failed and no mvn is installed. It said:
$_problem
Connect to the network and try again, or install Maven 3.8 or newer."
}

# Whether something has to be built. The stamp carries the time at which the last good build
# began, so an edit made during it counts as newer. Folders are looked at too: a deleted file
# changes its folder's time.
is_stale() {
    [ -f "$stamp" ] && [ -f "$jar" ] && [ -d "$fermata_dir/target/lib" ] || return 0
    _newer=$(find "$fermata_dir/src/main" "$fermata_dir/pom.xml" -newer "$stamp" 2>/dev/null | head -n 1)
    [ -n "$_newer" ]
}

# Options of every JVM that runs Fermata: small heap, one collector thread and the first compiler
# only, so that it starts fast and stays small. What is compiled is compiled after 1000 calls instead of
# 200: most of a start runs fewer times than that, and is not worth 60 ms of CPU and 2 MB. The way from
# a key to the pause is compiled after 10: the player's first keys are to be answered as fast as later ones.
# So is what looks at the screen, after 10 or 50, which does each thing 20 times a second and would be interpreted
# for the first minute; and, after 20 or 50, what reads what a stream's viewers do and decides upon it.
# And where the system gives no more threads, the JVM is not to fill the terminal with that.
jvm_options="-XX:+UseSerialGC -Xms8m -Xmn2m -Xmx64m -XX:TieredStopAtLevel=1 \
    -XX:Tier3InvocationThreshold=1000 -XX:Tier3MinInvocationThreshold=500 -XX:Tier3CompileThreshold=4000 \
    -XX:CompileCommand=quiet -XX:CompileCommand=CompileThresholdScaling,dev.fermata.hear.*::*,0.01 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.play.*::*,0.01 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.pause.*::*,0.01 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.skill.*::*,0.01 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.event.*::*,0.01 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.sense.*::*,0.01 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.platform.*::*,0.05 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.model.*::*,0.05 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.time.*::*,0.05 \
    -XX:CompileCommand=CompileThresholdScaling,com.google.common.eventbus.*::*,0.01 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.stream.*::*,0.02 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.config.Json*::*,0.02 \
    -XX:CompileCommand=CompileThresholdScaling,dev.fermata.config.Node*::*,0.02 \
    -XX:CompileCommand=CompileThresholdScaling,com.fasterxml.jackson.*::*,0.05 \
    -XX:-UsePerfData -Xlog:os+thread=off --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true"

# Without these the JVM's own threads wake five times a second, for housekeeping that a collection does
# anyway. Another Java may not know them and would not start, so only one that made an archive with them
# gets them.
quiet_options="-XX:+UnlockDiagnosticVMOptions -XX:AsyncDeflationInterval=60000 -XX:GuaranteedSafepointInterval=0"

# Options of a JVM that is given such an archive. It maps the archive where it was made for instead of
# somewhere else each time, which would copy all of it into memory of its own: 12 MB less private, 5 MB less
# resident, and classes that a run does not need cost nothing. One that does not fit is passed over without a word.
archive_options="$quiet_options -XX:ArchiveRelocationMode=0 -Xlog:disable -Xlog:all=error:stderr"

# Options of the JVM that writes a class-data archive. G1, whatever the machine: no other collector can
# write the heap part. Native access as when it is used, or newer JVMs take the archive for another
# program's.
dump_options="--enable-native-access=ALL-UNNAMED -XX:+UseG1GC -Xmx256m"

# To be called before Fermata's own JVM is started, and after Maven, which keeps what the user has set.
#
# Those variables are for every Java of the user: with another collector or heap in them ours would not
# start. JAVA_OPTS and FERMATA_OPTS are there for Fermata; a collector among them takes the place of ours,
# as a JVM takes one only, and with a heap smaller than ours begins with ours begins with that. And in the C
# locale Java knows no letters but ASCII, and can neither open files whose names have others nor read such
# names on the command line.
settle_environment() {
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    case " ${JAVA_OPTS-} ${FERMATA_OPTS-} " in
    *' -XX:+Use'*'GC '*) jvm_options=${jvm_options#-XX:+UseSerialGC } ;;
    esac
    case " ${JAVA_OPTS-} ${FERMATA_OPTS-} " in
    *' -Xmx'[1-7][mM]' '* | *' -Xmx'[1-9]???[kK]' '*) jvm_options="${jvm_options%%-Xms8m *}${jvm_options#*-Xms8m }" ;;
    esac
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX)
        [ -z "${LC_ALL-}" ] || export LANG="$LC_ALL"
        unset LC_ALL
        export LC_CTYPE=C.UTF-8
        ;;
    esac
}

# Sets archive to the file with the classes of this Java made ready, and archive_option to what has a
# JVM use it: an AOT cache where the JDK makes one in a single run (25), else a class-data archive.
# Either is good for one build of Java only; the sum of the file "release" tells builds apart.
name_archive() {
    _sum=
    if [ -r "${JAVA_HOME-}/release" ]; then
        _sum=$(cksum <"$JAVA_HOME/release")
    fi
    archive=$fermata_dir/target/fermata-java$java_version-${_sum%% *}
    if [ "$java_version" -ge 25 ]; then
        archive=$archive.aot
        archive_option=-XX:AOTCache=$archive
    else
        archive=$archive.jsa
        archive_option=-XX:SharedArchiveFile=$archive
    fi
}

# Whether one should be made: not where nothing can be written, nor again after a failure.
may_make_archive() {
    [ -w "$fermata_dir/target" ] || return 1
    [ -z "$(find "$archive.failed" -newer "$jar" 2>/dev/null)" ]
}

# Whether the archive was made from the present jar, by this user, and nobody else can change it: Java runs what
# is in it.
has_archive() {
    [ -f "$archive" ] && [ -n "$(find "$archive" -type f -user "$(id -u)" ! -perm -020 ! -perm -002 \
        -newer "$jar" 2>/dev/null)" ]
}

# Makes the archive: the classes of a trial run, ready to be mapped into memory, which takes about a
# third off a start. The trial hears and plays nothing of the user's: it runs on a display of its own where Xvfb is
# installed, else dry on the user's for a second, else it is a simulation. Without an archive everything works,
# only slower, so failures are no matter.
make_archive() (
    exec 9>&- # the lock of the build is not for the programs started here
    umask 077
    say "preparing for faster starts ..."
    rm -f "$archive" "$archive.failed"
    work=$(mktemp -d) || exit 0
    server=''
    dry=--dry-run
    trap 'rm -rf "$work"; [ -z "$server" ] || kill "$server" 2>/dev/null || true' EXIT
    if command -v Xvfb >/dev/null; then
        Xvfb -displayfd 1 -screen 0 640x480x24 -nolisten tcp >"$work/display" 2>/dev/null </dev/null &
        server=$!
        await_file "$work/display" && DISPLAY=:$(cat "$work/display") && export DISPLAY && dry=
    fi
    export XDG_RUNTIME_DIR="$work" XDG_STATE_HOME="$work" XDG_CONFIG_HOME="$work"
    set -f
    # Not an archive made as the JVM ends (ArchiveClassesAtExit): it has no classes of picocli, which
    # is compiled for Java 5.
    record=-XX:DumpLoadedClassList=$work/classes
    [ "$java_version" -lt 25 ] || record=-XX:AOTCacheOutput=$archive
    # shellcheck disable=SC2086 # the options are split on purpose
    set -- "$java" $jvm_options $quiet_options "-Dfermata.home=$fermata_dir" -cp "$jar"
    if [ -n "${DISPLAY-}" ]; then
        "$@" "$record" dev.fermata.cli.Main run -p demo $dry --start running --port 0 \
            --events "$work/events" >/dev/null 2>&1 </dev/null &
        trial=$!
        await_file "$work/events" || true
        sleep 1
        # What answers clients is to be in it as well, and what the clients themselves need.
        for command in status pause; do
            # An AOT cache comes from one run only.
            [ "$java_version" -ge 25 ] || record=-XX:DumpLoadedClassList=$work/classes-$command
            [ "$java_version" -lt 25 ] || record=-Xlog:disable
            "$@" "$record" dev.fermata.cli.Main $command >/dev/null 2>&1 </dev/null || true
        done
        kill "$trial" 2>/dev/null || true
        wait "$trial" || true
    else
        "$@" "$record" dev.fermata.cli.Main simulate -p demo -e 'd:space t:2000 u:space t:5000' \
            >/dev/null 2>&1 </dev/null || true
    fi
    if [ "$java_version" -lt 25 ] && [ -s "$work/classes" ]; then
        # Each class once, without those of loaders that an archive cannot have.
        sed -E '/ source: /d; s/ id: [0-9]+$//' "$work/classes" "$work/classes-status" "$work/classes-pause" 2>/dev/null |
            awk '!seen[$0]++' >"$work/list"
        # shellcheck disable=SC2086 # the options are split on purpose
        "$java" -Xshare:dump $dump_options -Xlog:disable "-XX:SharedClassListFile=$work/list" \
            "-XX:SharedArchiveFile=$archive.new" -cp "$jar" >/dev/null 2>&1 || true
        [ ! -s "$archive.new" ] || mv -f "$archive.new" "$archive"
    fi
    [ -s "$archive" ] || : >"$archive.failed"
)

# Waits at most ten seconds until the file has a content.
await_file() {
    _tries=0
    until [ -s "$1" ]; do
        _tries=$((_tries + 1))
        [ $_tries -le 100 ] || return 1
        sleep 0.1
    done
}

# From here to drop_build_lock no other ./fermata or ./check of this folder builds. The lock is kept
# through descriptor 9 and goes with it, however the script ends; a Maven that inherits it and
# outlives the script keeps it.
take_build_lock() {
    mkdir -p "$fermata_dir/target"
    if command -v flock >/dev/null; then
        exec 9>"$fermata_dir/target/.build-lock"
        if flock -n 9; then return; fi
        say "waiting for another build of this folder ..."
        flock -w 900 9 || die "that build seems to hang; stop it and try again"
        return
    fi
    # No flock (macOS): a folder is the lock.
    build_lock_dir=$fermata_dir/target/.build-lock.d
    _waited=0
    until mkdir "$build_lock_dir" 2>/dev/null; do
        [ $_waited -gt 0 ] || say "waiting for another build of this folder ..."
        _waited=$((_waited + 1))
        [ $_waited -le 900 ] || die "another build seems to hang; if none runs, remove $build_lock_dir"
        sleep 1
    done
    trap drop_build_lock EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# Harmless when the lock is not ours.
drop_build_lock() {
    if [ -n "${build_lock_dir-}" ]; then
        trap - EXIT INT TERM
        rmdir "$build_lock_dir" 2>/dev/null || true
        build_lock_dir=
    elif command -v flock >/dev/null; then
        flock -u 9 2>/dev/null || true
        exec 9>&-
    fi
}
