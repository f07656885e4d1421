#pragma once
#include <cstdint>

#include "coq_term.hpp"

namespace posproof::coq {

/// What a proof by computation has to do, for choosing blocks and for refusing what would take hours. Estimates only.
struct Weight {
  double calls = 0;        ///< evaluations of elementary functions
  bool boxes = false;      ///< over real intervals: times the number of boxes
  bool unbounded = false;  ///< runs through infinitely many integers
};

/// `want` as in Lowering::formula.
Weight weight(const Formula& f, bool want);

}  // namespace posproof::coq
