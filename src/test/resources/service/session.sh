# A user's session with a systemd of its own, in mount and process namespaces that nobody else sees; in it, what a
# user does with the service. Usage: unshare --mount --pid --fork --kill-child --mount-proc sh session.sh LAUNCHER PROFILE SHOWER
# SHOWER stands for the desktop's notification server, and prints what it is to show.
# Prints a line for each step: its name and what came of it.
set -u
launcher=$1
profile=$2
shower=$3

mount -t tmpfs session /run
# By this systemd knows that it may serve users.
mkdir -p /run/systemd/system /run/user/0
chmod 700 /run/user/0
export XDG_RUNTIME_DIR=/run/user/0
dbus-daemon --session "--address=unix:path=$XDG_RUNTIME_DIR/bus" --nopidfile --fork
# Not every desktop tells it of its display.
env -u DISPLAY -u XAUTHORITY /lib/systemd/systemd --user >"$HOME/systemd.log" 2>&1 &
tries=0
until systemctl --user is-system-running >/dev/null 2>&1 || [ $tries -ge 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done

said() { printf '%s|%s\n' "$1" "$(printf '%s' "$2" | tr '\n' ' ')"; }
pid() { systemctl --user show --property MainPID --value fermata.service; }
active() { systemctl --user is-active fermata.service; }

# What opens pages, for a while.
mkdir "$HOME/bin"
printf '#!/bin/sh\necho "$1" >>"$HOME/opened"\n' >"$HOME/bin/xdg-open"
chmod +x "$HOME/bin/xdg-open"
PATH=$HOME/bin:$PATH
await_opened() {
    tries=0
    until [ "$(wc -l <"$HOME/opened" 2>/dev/null)" = "$1" ] || [ $tries -ge 100 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
    tail -n 1 "$HOME/opened"
}

said session "$(systemctl --user is-system-running)"
out=$("$launcher" service restart 2>&1)
said too-early "$? $out"
out=$("$launcher" service install -p "$profile" --kind systemd --now 2>&1)
said install "$? $out"
said active "$(active)"
said enabled "$(systemctl --user is-enabled fermata.service)"
said status "$("$launcher" status 2>&1)"
first=$(pid)
out=$("$launcher" service install -p "$profile" --kind systemd --now 2>&1)
said again "$? $out"
out=$("$launcher" service restart 2>&1)
said restart "$? $out"
second=$(pid)
[ "$first" != "$second" ] && said process "another one" || said process "the same"
said restarted "$(active)"
out=$("$launcher" open 2>&1)
said open "$? $out"
said opened "$(await_opened 1)"
kill -9 "$second"
tries=0
until [ "$(active)" = active ] && [ "$(pid)" != "$second" ] && "$launcher" status >/dev/null 2>&1 || [ $tries -ge 150 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
said killed "$(active)"
said quit "$("$launcher" quit 2>&1)"
tries=0
until [ "$(active)" = inactive ] || [ $tries -ge 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
said ended "$(active)"
# It cannot start any more: nobody sees its terminal.
DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus /usr/bin/python3 "$shower" >"$HOME/shown" &
cp "$profile" "$HOME/whole.toml"
echo 'evry = "1s"' >>"$profile"
systemctl --user start fermata.service
tries=0
until grep -q 'could not start' "$HOME/shown" || [ $tries -ge 150 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
said told "$(grep 'could not start' "$HOME/shown")"
tries=0
until [ "$(active)" = failed ] || [ $tries -ge 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
said failed "$(active)"
said logged "$(grep -c 'it has not started: the profile cannot be used' "$HOME/.local/state/fermata/fermata.log")"
cp "$HOME/whole.toml" "$profile"
out=$("$launcher" service remove 2>&1)
said remove "$? $out"
said left "$(find "$HOME/.config/systemd" "$HOME/.local/share" -type f 2>/dev/null)"
out=$("$launcher" open -p "$profile" 2>&1)
said alone "$? $out"
said alone-opened "$(await_opened 2)"
said alone-status "$("$launcher" status 2>&1)"
said alone-quit "$("$launcher" quit 2>&1)"
systemctl --user exit >/dev/null 2>&1
