// PostgreSQL's client library, the system's libpq. It is loaded when a book lies on a server, and
// not before: a desk with a book of SQLite's neither needs it nor pays for it. Declared is what the
// book calls, as libpq-fe.h of version 10 and later has it, so that its header is not needed.
#ifndef CPOSTGRES_H
#define CPOSTGRES_H

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

typedef struct {
  char *keyword;
  char *envvar;
  char *compiled;
  char *val;
  char *label;
  char *dispchar;
  int dispsize;
} PQconninfoOption;

#define POSTGRES_CONNECTION_OK 0
#define POSTGRES_COMMAND_OK 1
#define POSTGRES_TUPLES_OK 2
// Fields of an error.
#define POSTGRES_SQLSTATE 67  // C
#define POSTGRES_MESSAGE 77  // M

struct postgres {
  PQconninfoOption *(*conninfoParse)(const char *conninfo, char **reason);
  PQconninfoOption *(*conninfo)(PGconn *);
  void (*conninfoFree)(PQconninfoOption *);
  void (*freemem)(void *);
  PGconn *(*connectStartParams)(const char *const *keywords, const char *const *values,
                                int expandsName);
  PGconn *(*connectdbParams)(const char *const *keywords, const char *const *values,
                             int expandsName);
  int (*status)(const PGconn *);
  char *(*errorMessage)(const PGconn *);
  void (*reset)(PGconn *);
  void (*finish)(PGconn *);
  void (*(*setNoticeProcessor)(PGconn *, void (*)(void *, const char *), void *))(void *,
                                                                                const char *);
  PGresult *(*exec)(PGconn *, const char *statements);
  PGresult *(*prepare)(PGconn *, const char *name, const char *statement, int count,
                       const unsigned *types);
  PGresult *(*execPrepared)(PGconn *, const char *name, int count, const char *const *values,
                            const int *lengths, const int *formats, int format);
  int (*resultStatus)(const PGresult *);
  char *(*resultErrorField)(const PGresult *, int field);
  char *(*cmdStatus)(PGresult *);
  int (*ntuples)(const PGresult *);
  int (*nfields)(const PGresult *);
  char *(*fname)(const PGresult *, int column);
  unsigned (*ftype)(const PGresult *, int column);
  int (*getisnull)(const PGresult *, int row, int column);
  char *(*getvalue)(const PGresult *, int row, int column);
  int (*getlength)(const PGresult *, int row, int column);
  void (*clear)(PGresult *);
  int (*libVersion)(void);
};

/// The library, loaded by the first call; NULL where it is missing or lacks a function.
const struct postgres *postgres_library(void);

#endif
