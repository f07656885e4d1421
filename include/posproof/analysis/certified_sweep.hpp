#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <stdexcept>

#include "posproof/arith/ball.hpp"

namespace posproof {

/// Two computations of one number that must agree do not: the caller reports an internal error (exit code 5), no verdict.
class InternalDisagreement : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The sum's size or frequencies are outside what the block bound covers; use balls instead.
class SweepNotApplicable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Consecutive positions with a midpoint each: |F(first + i) - midpoint[i]| <= error for i < count.
struct BlockView {
  std::int64_t first;
  std::size_t count;
  const double* midpoint;
  double error;
};

/// Certified double-precision values of a real function F at every integer of a range, and balls where those are not enough.
class CertifiedSweep {
 public:
  using Visit = std::function<void(const BlockView&)>;
  CertifiedSweep() = default;
  CertifiedSweep(CertifiedSweep&&) = default;
  virtual ~CertifiedSweep() = default;

  virtual std::int64_t first() const = 0;
  virtual std::int64_t last() const = 0;
  /// The absolute error bound of every midpoint.
  virtual double error() const = 0;
  /// An upper bound of |F| over the range.
  virtual double magnitude() const = 0;
  /// F(n) to about `bits` bits relative to the magnitude. **Error** enclosure.
  virtual Ball exact(std::int64_t n, Bits bits) const = 0;

  /// Calls `visit` once for every part of [first, last], from up to `jobs` threads at once and in no particular order; parts
  /// and midpoints do not depend on `jobs`. Parts that begin beyond `*limit` (it may shrink meanwhile) may be skipped. Random
  /// midpoints are compared with balls in every run. Throws InternalDisagreement when a check fails, or when a thread does not
  /// round to nearest.
  virtual void for_each(int jobs, const Visit& visit, const std::atomic<std::int64_t>* limit = nullptr) const = 0;
};

}  // namespace posproof
