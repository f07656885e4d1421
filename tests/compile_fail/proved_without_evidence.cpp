// expect: no matching function for call to .*Proved
#include "posproof/claim/verdict.hpp"

posproof::Verdict f() { return posproof::Proved{}; }
