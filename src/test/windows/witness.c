/*
 * The game of scripts/test-windows: a window of Windows that fills the screen, and says what it gets.
 *   hook down|up VK SCAN EXTENDED INJECTED TAG   its own low-level hook, set before the agent's: what that lets pass
 *   key down|up VK SCAN EXTENDED REPEATED        messages
 *   button down|up NUMBER TAG                    1 left, 2 right, 3 middle, 4, 5; wheel up, wheel down
 *   raw down|up SCAN EXTENDED                    raw input
 * It reads commands: unhook, title TEXT, colour RRGGBB, second (another window comes to the front), first
 */
#include <windows.h>
#include <stdio.h>

#define SAY(...) (printf(__VA_ARGS__), fflush(stdout))
static HWND game, other;
static COLORREF colour;

static void say(const char *what, int vk, int scan, int extended, int injected, unsigned long tag, int up) {
    SAY("%s %s %02x %02x %d %d %lx\n", what, up ? "up" : "down", vk, scan, extended, injected, tag);
}

static LRESULT CALLBACK keyboard(int code, WPARAM message, LPARAM data) {
    KBDLLHOOKSTRUCT *key = (KBDLLHOOKSTRUCT *) data;
    if (code == HC_ACTION) {
        say("hook", key->vkCode, key->scanCode, !!(key->flags & LLKHF_EXTENDED), !!(key->flags & LLKHF_INJECTED),
            (unsigned long) key->dwExtraInfo, !!(key->flags & LLKHF_UP));
    }
    return CallNextHookEx(NULL, code, message, data);
}

static void raw(HRAWINPUT handle) {
    RAWINPUT input;
    UINT size = sizeof input;
    if (GetRawInputData(handle, RID_INPUT, &input, &size, sizeof(RAWINPUTHEADER)) != (UINT) -1
            && input.header.dwType == RIM_TYPEKEYBOARD) {
        say("raw", input.data.keyboard.VKey, input.data.keyboard.MakeCode, !!(input.data.keyboard.Flags & RI_KEY_E0), 0,
            input.data.keyboard.ExtraInformation, !!(input.data.keyboard.Flags & RI_KEY_BREAK));
    }
}

static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM w, LPARAM l) {
    int up, number;
    switch (message) {
    case WM_KEYDOWN: case WM_SYSKEYDOWN: case WM_KEYUP: case WM_SYSKEYUP:
        say("key", (int) w, l >> 16 & 0xff, l >> 24 & 1, 0, l >> 30 & 1 && !(l >> 31 & 1), l >> 31 & 1);
        return 0;
    case WM_LBUTTONDOWN: case WM_RBUTTONDOWN: case WM_MBUTTONDOWN: case WM_XBUTTONDOWN:
    case WM_LBUTTONUP: case WM_RBUTTONUP: case WM_MBUTTONUP: case WM_XBUTTONUP:
        up = message == WM_LBUTTONUP || message == WM_RBUTTONUP || message == WM_MBUTTONUP || message == WM_XBUTTONUP;
        number = 1 + (message - up - WM_LBUTTONDOWN) / 3;
        SAY("button %s %d %lx\n", up ? "up" : "down", number < 4 ? number : HIWORD(w) == XBUTTON1 ? 4 : 5,
            (unsigned long) GetMessageExtraInfo());
        return message >= WM_XBUTTONDOWN;
    case WM_MOUSEWHEEL:
        SAY("wheel %s\n", (short) HIWORD(w) > 0 ? "up" : "down");
        return 0;
    case WM_INPUT:
        raw((HRAWINPUT) l);
        break;
    case WM_PAINT: {
        PAINTSTRUCT paint;
        HBRUSH brush = CreateSolidBrush(colour);
        HDC to = BeginPaint(window, &paint);
        FillRect(to, &paint.rcPaint, brush);
        EndPaint(window, &paint);
        DeleteObject(brush);
        return 0;
    }
    case WM_APP:
        if (w == 0) {
            SetForegroundWindow(l ? other : game);
        } else {
            colour = RGB(l >> 16 & 0xff, l >> 8 & 0xff, l & 0xff);
            InvalidateRect(game, NULL, TRUE);
            UpdateWindow(game);
        }
        return 0;
    }
    return DefWindowProcA(window, message, w, l);
}

static DWORD WINAPI commands(void *unused) {
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = 0;
        if (strcmp(line, "unhook") == 0) {
            SetEvent(OpenEventA(EVENT_MODIFY_STATE, FALSE, "fermata-unhook"));
        } else if (strncmp(line, "title ", 6) == 0) {
            SetWindowTextA(game, line + 6);
        } else if (strncmp(line, "colour ", 7) == 0) {
            SendMessageA(game, WM_APP, 1, strtol(line + 7, NULL, 16));
        } else if (strcmp(line, "second") == 0 || strcmp(line, "first") == 0) {
            SendMessageA(game, WM_APP, 0, line[0] == 's');
        }
        SAY("did %s\n", line);
    }
    ExitProcess(0);
}

int main(void) {
    WNDCLASSA class = {.lpfnWndProc = procedure, .lpszClassName = "FermataWitness",
        .hCursor = LoadCursorA(NULL, (LPCSTR) IDC_ARROW)};
    MSG message;
    RegisterClassA(&class);
    other = CreateWindowA("FermataWitness", "Another", WS_POPUP | WS_VISIBLE, 600, 0, 40, 40, NULL, NULL, NULL, NULL);
    game = CreateWindowA("FermataWitness", "Witness", WS_POPUP | WS_VISIBLE, 0, 0, 600, 480, NULL, NULL, NULL, NULL);
    RegisterRawInputDevices(&(RAWINPUTDEVICE) {1, 6, 0, game}, 1, sizeof(RAWINPUTDEVICE));
    SetWindowsHookExA(WH_KEYBOARD_LL, keyboard, GetModuleHandleA(NULL), 0);
    SetForegroundWindow(game);
    SAY("ready\n");
    CreateThread(NULL, 0, commands, NULL, 0, NULL);
    while (GetMessageA(&message, NULL, 0, 0) > 0) {
        DispatchMessageA(&message);
    }
    return 0;
}
