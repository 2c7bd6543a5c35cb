/// What the processor can do and Swift has no word for.
#ifndef PAYDESK_VECTOR_H
#define PAYDESK_VECTOR_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/// Calls for a cache line that will soon be read, without waiting for it.
static inline void paydesk_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// Memory that is zero, and is taken page by page as it is written; null where there is none left.
static inline void *paydesk_zeros(size_t count) { return calloc(count, 1); }
static inline void paydesk_free(void *memory) { free(memory); }

/// e to the power of a number, and the natural logarithm of one, as the system's library has them.
static inline double paydesk_exp(double number) { return __builtin_exp(number); }
static inline double paydesk_log(double number) { return __builtin_log(number); }

/// Adds up columns of bytes: `sums[column]` becomes the sum over the rows.
///
/// @param rows the first byte of each row.
/// @param stride bytes in a row, a multiple of sixteen.
void paydesk_sum_rows(const uint8_t *const *rows, size_t count, size_t stride, int32_t *sums);

/// Where the rows of features stand: buckets of a cache line each, of eight tags, the upper halves
/// of hashes, and eight numbers, one more than the row; a number of 0 is an empty place. A hash goes
/// to the bucket of its bits from `skipped` on or, that being full, to the next.
struct paydesk_table {
  const void *buckets;
  /// One less than the number of buckets, which is a power of two.
  size_t mask;
  size_t skipped;
  const uint8_t *rows;
  /// Bytes in a row.
  size_t stride;
  size_t row_count;
};

/// Finds the rows of features, each once: buckets are called for before they are searched, and rows
/// before they are added.
///
/// @param lines a byte for each number, which becomes `line`; that of 0, which is no row, is `line`.
/// @param found room for as many rows as features.
/// @return how many rows were found.
size_t paydesk_find_rows(
    const uint64_t *hashes, size_t count, struct paydesk_table table, uint8_t *lines, uint8_t line,
    const uint8_t **found);

/// Natural logarithms of positive, normal numbers, in place; the same bits on every processor.
void paydesk_logarithms(float *numbers, size_t count);

/// What a feature of a line says of each class, with the line itself left out of the counts:
/// `sums += (logs - ln (rest - weights * mass + smoothing)) * factor`, column by column; the same
/// bits on every processor.
void paydesk_add_left_out(
    float *sums, const float *logs, const float *rest, const float *weights, size_t columns,
    float mass, float smoothing, float factor);

#endif
