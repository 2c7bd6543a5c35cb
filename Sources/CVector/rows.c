#include "wide.h"

// So many columns are added at once: what the compiler keeps in registers.
enum { wide = 64, narrow = 16 };
// So many bytes fit a sum of sixteen bits.
enum { most = 256 };

static inline __attribute__((always_inline)) void add_columns(
    const uint8_t *const *rows, size_t count, size_t column, size_t width, int32_t *sums) {
  uint16_t partial[wide] = {0};
  for (size_t row = 0; row < count; row++) {
    const uint8_t *bytes = rows[row] + column;
    for (size_t lane = 0; lane < width; lane++) partial[lane] += bytes[lane];
  }
  for (size_t lane = 0; lane < width; lane++) sums[column + lane] += partial[lane];
}

PAYDESK_WIDE
void paydesk_sum_rows(const uint8_t *const *rows, size_t count, size_t stride, int32_t *sums) {
  for (size_t column = 0; column < stride; column++) sums[column] = 0;
  for (size_t start = 0; start < count; start += most) {
    size_t part = count - start < most ? count - start : most;
    size_t column = 0;
    for (; column + wide <= stride; column += wide)
      add_columns(rows + start, part, column, wide, sums);
    for (; column < stride; column += narrow)
      add_columns(rows + start, part, column, narrow, sums);
  }
}
