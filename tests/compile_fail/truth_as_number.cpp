// expect: cannot convert .*Truth.* to .*int
#include "posproof/arith/truth.hpp"

int f(posproof::Truth truth) {
  int n = truth;
  return n;
}
