# Stands for the desktop's tray: prints the icon's title and colour and the menu as it is read over D-Bus, and clicks
# the item whose label is given.
import sys

import dbus

bus = dbus.SessionBus()
watcher = bus.get_object("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher")
items = watcher.Get("org.kde.StatusNotifierWatcher", "RegisteredStatusNotifierItems",
                    dbus_interface="org.freedesktop.DBus.Properties")
icon = bus.get_object(items[-1], "/StatusNotifierItem")
properties = icon.GetAll("org.kde.StatusNotifierItem", dbus_interface="org.freedesktop.DBus.Properties")
one = icon.Get("org.kde.StatusNotifierItem", "Status", dbus_interface="org.freedesktop.DBus.Properties")
width, height, pixels = properties["IconPixmap"][0]
solid = [bytes(pixels[i:i + 4]) for i in range(0, len(pixels), 4) if pixels[i] == 255]
print("icon|%s|%s|%s|%dx%d|%d|%s|%s" % (properties["Id"], properties["Category"], one, width, height,
                                     len(solid), solid[0][1:].hex(), properties["ToolTip"][2]))

path = properties["Menu"]
menu = dbus.Interface(bus.get_object(items[-1], path), "com.canonical.dbusmenu")
menu.AboutToShow(0)
revision, root = menu.GetLayout(0, -1, dbus.Array([], signature="s"))
clicked = []


def walk(item, depth):
    number, values, children = item
    if depth >= 0:
        print("%s%s|%s|%s" % ("  " * depth, values.get("label", values.get("type")),
                              bool(values.get("enabled", True)), values.get("toggle-state", "")))
    if len(sys.argv) > 1 and values.get("label") == sys.argv[1]:
        clicked.append(number)
    for child in children:
        walk(child, depth + 1)


walk(root, -1)
ids = dbus.Array([2], signature="i")
print("group|%s" % menu.GetGroupProperties(ids, dbus.Array([], signature="s"))[0][1]["label"])
# As trays do, which wait for no answer: who is told to quit may give none.
for number in clicked:
    menu.Event(number, "clicked", dbus.String("", variant_level=1), 0, ignore_reply=True)
bus.flush()
