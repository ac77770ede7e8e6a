/*
 * The hardware and the game of scripts/test-evdev, apart from all of Fermata's own code: makes devices and plays on
 * them, and tells what programs get of a device. One command a line on standard input, one event a line on standard
 * output; see commands() below. Times are of the monotonic clock, in nanoseconds.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <linux/uinput.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define MOST 8
#define MOST_TAPS 10000
#define MOST_WAITING (4 << 20)

static struct made { char name[64]; int fd; } made[MOST];
static struct watched { char name[64]; int fd; int tells; } watched[MOST];
static int waits;

static void fail(const char *what) {
    printf("error %s: %s\n", what, strerror(errno));
    fflush(stdout);
}

static void emit(int fd, int type, int code, int value) {
    struct input_event event = {.type = type, .code = code, .value = value};
    if (write(fd, &event, sizeof event) != sizeof event) {
        fail("write");
    }
}

static struct made *find(const char *name) {
    for (int i = 0; i < MOST; i++) {
        if (made[i].fd > 0 && strcmp(made[i].name, name) == 0) {
            return &made[i];
        }
    }
    errno = ENOENT;
    fail(name);
    return NULL;
}

static void make(const char *kind, const char *name) {
    int fd = open("/dev/uinput", O_RDWR | O_CLOEXEC);
    ioctl(fd, UI_SET_EVBIT, EV_KEY);
    if (strcmp(kind, "keyboard") == 0) {
        ioctl(fd, UI_SET_EVBIT, EV_REP);
        ioctl(fd, UI_SET_EVBIT, EV_LED);
        ioctl(fd, UI_SET_LEDBIT, LED_CAPSL);
        ioctl(fd, UI_SET_EVBIT, EV_MSC);
        ioctl(fd, UI_SET_MSCBIT, MSC_SCAN);
        for (int code = 1; code < 248; code++) {
            ioctl(fd, UI_SET_KEYBIT, code);
        }
    } else {
        for (int code = BTN_LEFT; code <= BTN_TASK; code++) {
            ioctl(fd, UI_SET_KEYBIT, code);
        }
        ioctl(fd, UI_SET_EVBIT, EV_REL);
        int steps[] = {REL_X, REL_Y, REL_WHEEL, REL_HWHEEL, REL_WHEEL_HI_RES, REL_HWHEEL_HI_RES};
        for (unsigned i = 0; i < sizeof steps / sizeof *steps; i++) {
            ioctl(fd, UI_SET_RELBIT, steps[i]);
        }
    }
    struct uinput_setup setup = {.id = {.bustype = BUS_USB, .vendor = 0x1, .product = 0x1}};
    snprintf(setup.name, sizeof setup.name, "%s", name);
    if (ioctl(fd, UI_DEV_SETUP, &setup) || ioctl(fd, UI_DEV_CREATE)) {
        fail("make");
        return;
    }
    for (int i = 0; i < MOST; i++) {
        if (made[i].fd <= 0) {
            made[i].fd = fd;
            snprintf(made[i].name, sizeof made[i].name, "%s", name);
            return;
        }
    }
}

/* Opens the device of that name; waits a while for it. */
static int open_named(const char *name) {
    for (int tries = 0; tries < 100; tries++) {
        for (int i = 0; i < 32; i++) {
            char path[32];
            char called[256] = "";
            snprintf(path, sizeof path, "/dev/input/event%d", i);
            int fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
            if (fd >= 0 && ioctl(fd, EVIOCGNAME(sizeof called), called) >= 0 && strcmp(called, name) == 0) {
                int clock = CLOCK_MONOTONIC;
                ioctl(fd, EVIOCSCLOCKID, &clock);
                return fd;
            }
            if (fd >= 0) {
                close(fd);
            }
        }
        usleep(20000);
    }
    errno = ENODEV;
    fail(name);
    return -1;
}

static struct watched *watch(const char *name, int tells) {
    for (int i = 0; i < MOST; i++) {
        if (watched[i].fd > 0 && strcmp(watched[i].name, name) == 0) {
            watched[i].tells |= tells;
            return &watched[i];
        }
    }
    for (int i = 0; i < MOST; i++) {
        if (watched[i].fd <= 0) {
            watched[i].fd = open_named(name);
            watched[i].tells = tells;
            snprintf(watched[i].name, sizeof watched[i].name, "%s", name);
            return &watched[i];
        }
    }
    return NULL;
}

static void unwatch(const char *name) {
    for (int i = 0; i < MOST; i++) {
        if (watched[i].fd > 0 && strcmp(watched[i].name, name) == 0) {
            close(watched[i].fd);
            watched[i].fd = 0;
        }
    }
}

static long long nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Taps a key many times, and says when each event began. After a stop of the whole machine nothing is made up for. */
static void stream(const char *name, int code, int count, int micros) {
    static long long at[MOST_TAPS];
    struct made *device = find(name);
    long long next = nanos();
    for (int i = 0; device && i < count && i < MOST_TAPS; i++) {
        at[i] = nanos();
        emit(device->fd, EV_KEY, code, i % 2 == 0);
        emit(device->fd, EV_SYN, SYN_REPORT, 0);
        next = (next > at[i] - micros * 1000LL ? next : at[i]) + micros * 1000LL;
        struct timespec until = {.tv_sec = next / 1000000000LL, .tv_nsec = next % 1000000000LL};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
    }
    for (int i = 0; device && i < count && i < MOST_TAPS; i++) {
        printf("sent %s %d %d %lld\n", name, code, i % 2 == 0, at[i]);
    }
    printf("done stream\n");
    fflush(stdout);
}

static void commands(char *line) {
    char word[16] = "";
    char name[64] = "";
    int a = 0;
    int b = 0;
    int c = 0;
    /* Names have no blanks here but for the agent's: those are written with underscores. */
    int read = sscanf(line, "%15s %63s %d %d %d", word, name, &a, &b, &c);
    for (char *at = name; *at; at++) {
        *at = *at == '_' ? ' ' : *at;
    }
    struct made *device;
    if (strcmp(word, "keyboard") == 0 || strcmp(word, "mouse") == 0) {
        make(word, name);
    } else if (strcmp(word, "remove") == 0 && (device = find(name))) {
        close(device->fd);
        device->fd = 0;
    } else if (strcmp(word, "key") == 0 && (device = find(name))) { /* key NAME CODE DOWN */
        emit(device->fd, EV_MSC, MSC_SCAN, a);
        emit(device->fd, EV_KEY, a, b);
        emit(device->fd, EV_SYN, SYN_REPORT, 0);
    } else if (strcmp(word, "move") == 0 && (device = find(name))) { /* move NAME AXIS STEPS */
        emit(device->fd, EV_REL, a, b);
        emit(device->fd, EV_SYN, SYN_REPORT, 0);
    } else if (strcmp(word, "stream") == 0) { /* stream NAME CODE COUNT MICROS */
        stream(name, a, b, c);
    } else if (strcmp(word, "watch") == 0) { /* tell what programs get of it */
        setpriority(PRIO_PROCESS, 0, -20); /* what it does not read in time the kernel drops */
        watch(name, 1);
    } else if (strcmp(word, "wait") == 0) { /* wait ANY 1|0: to tell has to wait, for it would keep others from work */
        waits = a;
    } else if (strcmp(word, "unwatch") == 0) {
        unwatch(name);
    } else if (strcmp(word, "grab") == 0) { /* grab NAME 1|0 */
        struct watched *one = watch(name, 0);
        printf("grab %s %s\n", name, ioctl(one->fd, EVIOCGRAB, a) ? strerror(errno) : "done");
    } else if (strcmp(word, "taken") == 0) { /* taken NAME: whether somebody has grabbed it */
        int fd = open_named(name);
        int free = ioctl(fd, EVIOCGRAB, 1) == 0 && ioctl(fd, EVIOCGRAB, 0) == 0;
        printf("taken %s %d\n", name, !free);
        close(fd);
    } else if (strcmp(word, "light") == 0) { /* light NAME LED ON, as a program does */
        struct watched *one = watch(name, 0);
        emit(one->fd, EV_LED, a, b);
        emit(one->fd, EV_SYN, SYN_REPORT, 0);
    } else if (strcmp(word, "lights") == 0) { /* lights NAME */
        unsigned char on[8] = {0};
        struct watched *one = watch(name, 0);
        ioctl(one->fd, EVIOCGLED(sizeof on), on);
        printf("lights %s %d\n", name, on[0]);
    } else if (strcmp(word, "down") == 0) { /* down NAME: what is down on it */
        unsigned char keys[KEY_MAX / 8 + 1] = {0};
        int fd = open_named(name); /* its own, for it drops what is unread of it */
        printf("down %s", name);
        if (ioctl(fd, EVIOCGKEY(sizeof keys), keys) >= 0) {
            for (int code = 0; code <= KEY_MAX; code++) {
                if (keys[code / 8] >> code % 8 & 1) {
                    printf(" %d", code);
                }
            }
        }
        printf("\n");
        close(fd);
    } else if (read > 0) {
        printf("error unknown command %s", line);
    }
    fflush(stdout);
}

static void tell(struct watched *from) {
    struct input_event events[64];
    ssize_t bytes;
    while ((bytes = read(from->fd, events, sizeof events)) > 0) {
        for (unsigned i = 0; from->tells && i < bytes / sizeof *events; i++) {
            if (events[i].type == EV_KEY || events[i].type == EV_REL || events[i].type == EV_MSC
                    || (events[i].type == EV_SYN && events[i].code == SYN_DROPPED)) {
                printf("got %s %d %d %d %lld\n", from->name, events[i].type, events[i].code, events[i].value,
                        events[i].input_event_sec * 1000000000LL + events[i].input_event_usec * 1000LL);
            }
        }
    }
    if (bytes == 0 || errno != EAGAIN) {
        printf("gone %s\n", from->name);
        close(from->fd);
        from->fd = 0;
    }
    if (!waits) {
        fflush(stdout);
    }
}

/* Gives the kernel random numbers to begin with: it has none of its own here, and programs would wait for them. */
static int seed(void) {
    struct { int bits; int bytes; unsigned char data[64]; } some = {.bits = 512, .bytes = 64};
    int from = open("/dev/hwrng", O_RDONLY);
    int to = open("/dev/random", O_RDWR);
    return read(from, some.data, sizeof some.data) != sizeof some.data || ioctl(to, RNDADDENTROPY, &some);
}

/* With an argument it only prepares the machine, or switches it off, of which it is the first process then. */
int main(int count, char **arguments) {
    if (count > 1) {
        return strcmp(arguments[1], "off") == 0 ? reboot(RB_POWER_OFF) : seed();
    }
    char line[256];
    size_t length = 0;
    setvbuf(stdout, NULL, _IOFBF, MOST_WAITING);
    printf("ready\n");
    fflush(stdout);
    for (;;) {
        struct pollfd polled[MOST + 1] = {{.fd = 0, .events = POLLIN}};
        for (int i = 0; i < MOST; i++) {
            polled[i + 1].fd = watched[i].fd > 0 ? watched[i].fd : -1;
            polled[i + 1].events = POLLIN;
        }
        if (poll(polled, MOST + 1, -1) < 0 && errno != EINTR) {
            return 1;
        }
        for (int i = 0; i < MOST; i++) {
            if (watched[i].fd > 0 && polled[i + 1].revents) {
                tell(&watched[i]);
            }
        }
        if (polled[0].revents) {
            char one;
            if (read(0, &one, 1) != 1) {
                return 0;
            }
            line[length++] = one;
            if (one == '\n' || length == sizeof line - 1) {
                line[length] = 0;
                length = 0;
                commands(line);
            }
        }
    }
}
