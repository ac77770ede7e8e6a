# Stands for logind and a screen saver on one bus; with an argument it has the one that runs locked, unlocked,
# covered or bare.
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

LOGIND = "org.freedesktop.login1"
SESSION = "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVER = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/login1/session/_31"

if len(sys.argv) > 1:
    bus = dbus.SessionBus()
    bus.get_object(LOGIND, PATH).Be(sys.argv[1], dbus_interface="org.example.Test")
    sys.exit(0)


class Manager(dbus.service.Object):
    @dbus.service.method(LOGIND + ".Manager", in_signature="s", out_signature="o")
    def GetSession(self, number):
        return dbus.ObjectPath(PATH)

    @dbus.service.method(LOGIND + ".Manager", in_signature="u", out_signature="o")
    def GetSessionByPID(self, pid):
        return dbus.ObjectPath(PATH)


class Saver(dbus.service.Object):
    active = False

    @dbus.service.method(SAVER, in_signature="", out_signature="b")
    def GetActive(self):
        return self.active

    @dbus.service.signal(SAVER, signature="b")
    def ActiveChanged(self, active):
        pass


class Session(dbus.service.Object):
    locked = False

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.locked

    @dbus.service.signal(PROPERTIES, signature="sa{sv}as")
    def PropertiesChanged(self, interface, changed, gone):
        pass

    @dbus.service.method("org.example.Test", in_signature="s", out_signature="")
    def Be(self, what):
        if what in ("locked", "unlocked"):
            self.locked = what == "locked"
            self.PropertiesChanged(SESSION, {"LockedHint": dbus.Boolean(self.locked)}, [])
        else:
            saver.active = what == "covered"
            saver.ActiveChanged(saver.active)


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
names = [dbus.service.BusName(LOGIND, bus), dbus.service.BusName(SAVER, bus)]
manager = Manager(bus, "/org/freedesktop/login1")
session = Session(bus, PATH)
saver = Saver(bus, "/org/freedesktop/ScreenSaver")
print("ready", flush=True)
GLib.MainLoop().run()
