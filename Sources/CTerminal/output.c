#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

int ct_write_all(int descriptor, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, next, count);
        if (written >= 0) {
            next += written;
            count -= (size_t)written;
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) return errno;
        /* Another program made the shared descriptor non-blocking: wait as if it had not. */
        struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
        if (poll(&ready, 1, -1) < 0 && errno != EINTR) return errno;
    }
    return 0;
}
