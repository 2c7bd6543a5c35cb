/* The line editor's own header needs FILE and wchar_t declared before it. */
#include <stdio.h>
#include <wchar.h>

#include <histedit.h>
