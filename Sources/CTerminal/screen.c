#define _GNU_SOURCE
#include "internal.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

bool ct_is_terminal(int descriptor) {
    return isatty(descriptor) == 1;
}

int ct_columns(int descriptor) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col;
}

int ct_rows(int descriptor) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0) return 24;
    return size.ws_row;
}

int ct_display_width(const char *text, size_t count) {
    if (!ct_use_utf8()) return -1;
    wchar_t *wide = ct_widen(text, count);
    if (wide == NULL) return -1;
    int width = memchr(text, '\0', count) == NULL ? wcswidth(wide, count) : -1;
    free(wide);
    return width;
}

void ct_discard_input(void) {
    tcflush(STDIN_FILENO, TCIFLUSH);
}

bool ct_has_input(void) {
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, 0) == 1 && (input.revents & POLLIN) != 0;
}
