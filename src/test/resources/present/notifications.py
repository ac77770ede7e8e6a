# Stands for the desktop's notification server: prints what it is asked to show, one line each.
import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.freedesktop.Notifications"


class Server(dbus.service.Object):
    count = 0

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, program, replaces, icon, summary, body, actions, hints, timeout):
        if not replaces:
            self.count += 1
        print("%s|%d|%d|%s|%s" % (program, replaces, hints["urgency"], summary, body.replace("\n", "\\n")), flush=True)
        return dbus.UInt32(replaces or self.count)


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
server = Server(bus, "/org/freedesktop/Notifications")
name = dbus.service.BusName(NAME, bus)
print("ready", flush=True)
GLib.MainLoop().run()
