#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "posproof/analysis/certified_sweep.hpp"
#include "posproof/analysis/real_range.hpp"
#include "posproof/decide/recognise.hpp"

namespace posproof {

/// A term that certified double-precision sweeps evaluate: a trigonometric sum, or shift +- a sum of running sums.
class Swept {
 public:
  /// nullopt, with the reason, when the term is neither; the identity prover has confirmed what is returned.
  static std::optional<Swept> recognise(const Expr& term, int slot, std::string& why);

  /// Values of `core`, below, at integers. Throws SweepNotApplicable.
  std::unique_ptr<CertifiedSweep> over(std::int64_t first, std::int64_t last) const;
  /// Extrema of `core` over reals. Throws SweepNotApplicable.
  RealRange range(const Rational& a, const Rational& b, int digits, const RangeBudget& budget) const;
  RealVerdict prove(const Rational& a, const Rational& b, Relation relation, const std::function<Ball()>& bound,
                    const RangeBudget& budget) const;

  /// The term is `core`, or shift - core when `negative`, or shift + core; a null shift is 0.
  bool negative() const { return negative_; }
  const Expr& shift() const { return shift_; }
  bool is_core() const { return !negative_ && !shift_; }
  bool is_running() const { return running_; }
  std::size_t terms() const { return terms_; }
  const Derivation& proof() const { return proof_; }
  /// What a verdict from values at integers, or over the reals, rests on.
  std::vector<std::string> theorems(bool reals) const;

 private:
  Swept(TrigSum sum, std::size_t terms, Derivation proof) : sum_(std::move(sum)), terms_(terms), proof_(std::move(proof)) {}
  TrigSum sum_;
  std::size_t terms_;
  Derivation proof_;
  bool running_ = false, negative_ = false;
  Expr shift_;
};

}  // namespace posproof
