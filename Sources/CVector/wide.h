#ifndef PAYDESK_WIDE_H
#define PAYDESK_WIDE_H

#include "CVector.h"

// One function for every processor of a kind and one for those with wider vectors; the loader chooses.
#if defined(__x86_64__)
#define PAYDESK_WIDE __attribute__((target_clones("default", "arch=x86-64-v3")))
#else
#define PAYDESK_WIDE
#endif

#endif
