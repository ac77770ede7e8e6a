# Stands for the desktop's StatusNotifierWatcher: prints who registers, and keeps the list that trays read.
import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

NAME = "org.kde.StatusNotifierWatcher"


class Watcher(dbus.service.Object):
    items = []

    @dbus.service.method(NAME, in_signature="s")
    def RegisterStatusNotifierItem(self, service):
        self.items.append(str(service))
        print("registered " + service, flush=True)

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return dbus.Array(self.items, signature="s")


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
watcher = Watcher(bus, "/StatusNotifierWatcher")
name = dbus.service.BusName(NAME, bus)
print("ready", flush=True)


def heard(*arguments, member=None, interface=None, **rest):
    print("signal " + member, flush=True)


for interface in "org.kde.StatusNotifierItem", "com.canonical.dbusmenu":
    bus.add_signal_receiver(heard, dbus_interface=interface, member_keyword="member", interface_keyword="interface")
GLib.MainLoop().run()
