#include "CPostgres.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// The name that every version since 8.3 has.
static const char name[] = "libpq.so.5";

static struct postgres library;
static int isLoaded;

static void load(void) {
  void *handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  const struct {
    const char *name;
    void *place;
  } functions[] = {
      {"PQconninfoParse", &library.conninfoParse},
      {"PQconninfo", &library.conninfo},
      {"PQconninfoFree", &library.conninfoFree},
      {"PQfreemem", &library.freemem},
      {"PQconnectStartParams", &library.connectStartParams},
      {"PQconnectdbParams", &library.connectdbParams},
      {"PQstatus", &library.status},
      {"PQerrorMessage", &library.errorMessage},
      {"PQreset", &library.reset},
      {"PQfinish", &library.finish},
      {"PQsetNoticeProcessor", &library.setNoticeProcessor},
      {"PQexec", &library.exec},
      {"PQprepare", &library.prepare},
      {"PQexecPrepared", &library.execPrepared},
      {"PQresultStatus", &library.resultStatus},
      {"PQresultErrorField", &library.resultErrorField},
      {"PQcmdStatus", &library.cmdStatus},
      {"PQntuples", &library.ntuples},
      {"PQnfields", &library.nfields},
      {"PQfname", &library.fname},
      {"PQftype", &library.ftype},
      {"PQgetisnull", &library.getisnull},
      {"PQgetvalue", &library.getvalue},
      {"PQgetlength", &library.getlength},
      {"PQclear", &library.clear},
      {"PQlibVersion", &library.libVersion},
  };
  for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
    void *function = dlsym(handle, functions[index].name);
    if (function == NULL) return;
    *(void **)functions[index].place = function;
  }
  isLoaded = 1;
}

const struct postgres *postgres_library(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return isLoaded ? &library : NULL;
}
