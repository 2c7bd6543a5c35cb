#include "wide.h"

// A bucket is one cache line: eight tags and then eight numbers of rows.
typedef uint32_t eight __attribute__((vector_size(32), aligned(4)));

struct bucket {
  eight tags;
  eight numbers;
};

static inline __attribute__((always_inline)) size_t number_of(
    uint64_t hash, const struct bucket *buckets, size_t mask, size_t skipped, size_t rows) {
  uint32_t tag = (uint32_t)(hash >> 32);
  size_t index = (size_t)(hash >> skipped) & mask;
  // A table without an empty place is not ours, but must not hold the search for ever.
  for (size_t tried = 0; tried <= mask; tried++) {
    const struct bucket *bucket = buckets + index;
    // At most one lane is left, for an empty place has the number 0.
    eight found = (eight)(bucket->tags == tag) & bucket->numbers;
    uint32_t number = __builtin_reduce_or(found);
    // A bucket with room is the last.
    if (bucket->numbers[7] == 0 || number != 0) return number <= rows ? number : 0;
    index = (index + 1) & mask;
  }
  return 0;
}

PAYDESK_WIDE
size_t paydesk_find_rows(
    const uint64_t *hashes, size_t count, struct paydesk_table table, uint8_t *lines, uint8_t line,
    const uint8_t **found) {
  const struct bucket *buckets = table.buckets;
  for (size_t place = 0; place < count; place++)
    __builtin_prefetch(buckets + ((size_t)(hashes[place] >> table.skipped) & table.mask), 0, 3);
  size_t distinct = 0;
  for (size_t place = 0; place < count; place++) {
    size_t number =
        number_of(hashes[place], buckets, table.mask, table.skipped, table.row_count);
    uintptr_t start = (uintptr_t)table.rows + (number - 1) * table.stride;
    const uint8_t *row = (const uint8_t *)start;
    __builtin_prefetch(row, 0, 3);
    __builtin_prefetch(row + table.stride - 1, 0, 3);
    // Written whether new or not, and overwritten if not: no branch to guess.
    found[distinct] = row;
    distinct += lines[number] != line;
    lines[number] = line;
  }
  return distinct;
}
