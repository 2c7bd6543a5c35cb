#define _GNU_SOURCE
#include "internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

bool ct_use_utf8(void) {
    /* C.UTF-8 first: its widths are the same on every machine. The user's own only after it. */
    static const char *const names[] = {"C.UTF-8", "C.utf8", "", "en_US.UTF-8", "zh_CN.UTF-8"};
    for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
        if (setlocale(LC_CTYPE, names[index]) == NULL) continue;
        if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
    }
    return false;
}

wchar_t *ct_widen(const char *text, size_t count) {
    wchar_t *wide = calloc(count + 1, sizeof *wide);
    if (wide == NULL) return NULL;
    mbstate_t state = {0};
    size_t length = 0;
    for (size_t used = 0; used < count;) {
        size_t step = mbrtowc(&wide[length], text + used, count - used, &state);
        if (step == (size_t)-1 || step == (size_t)-2) {
            free(wide);
            return NULL;
        }
        /* A NUL is one byte long, but mbrtowc calls it none. */
        used += step == 0 ? 1 : step;
        length++;
    }
    wide[length] = L'\0';
    return wide;
}
