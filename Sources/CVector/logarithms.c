#include "wide.h"

#include <string.h>

// Nothing is fused, so that every processor rounds as every other does.
#pragma clang fp contract(off)

// As in Training/Elementary.swift: log(m) = 2 artanh((m - 1) / (m + 1)), m within a factor √2 of 1.
static inline __attribute__((always_inline)) float logarithm(float number) {
  uint32_t bits;
  memcpy(&bits, &number, sizeof bits);
  int32_t exponent = (int32_t)(bits - 0x3F3504F3u) >> 23;
  uint32_t mantissa_bits = bits - ((uint32_t)exponent << 23);
  float mantissa;
  memcpy(&mantissa, &mantissa_bits, sizeof mantissa);
  float ratio = (mantissa - 1.0f) / (mantissa + 1.0f);
  float square = ratio * ratio;
  float series = 2.0f / 9.0f;
  series = series * square + 2.0f / 7.0f;
  series = series * square + 2.0f / 5.0f;
  series = series * square + 2.0f / 3.0f;
  series = series * square + 2.0f;
  return (float)exponent * 0.69314718f + ratio * series;
}

PAYDESK_WIDE
void paydesk_logarithms(float *numbers, size_t count) {
  for (size_t place = 0; place < count; place++) numbers[place] = logarithm(numbers[place]);
}

PAYDESK_WIDE
void paydesk_add_left_out(
    float *restrict sums, const float *restrict logs, const float *restrict rest,
    const float *restrict weights, size_t columns, float mass, float smoothing, float factor) {
  for (size_t column = 0; column < columns; column++) {
    float left = rest[column] - weights[column] * mass + smoothing;
    sums[column] += (logs[column] - logarithm(left)) * factor;
  }
}
