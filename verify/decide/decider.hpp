#pragma once
#include <string>
#include <vector>

#include "posproof/claim/prepare.hpp"
#include "posproof/decide/decide.hpp"
#include "posproof/decide/element.hpp"
#include "posproof/decide/outcome.hpp"
#include "posproof/decide/sweep.hpp"
#include "shape.hpp"

namespace posproof {

/// Decides one claim by recursion over its formula. Values of outer variables that have been fixed on the way in are
/// kept in `fixed_`, so that witnesses name them.
class Decider {
 public:
  Decider(const PreparedClaim& claim, const Settings& settings) : claim_(claim), settings_(settings) {}
  Outcome formula(const Expr& e);
  /// The path that would be taken, without deciding.
  std::string plan(const Expr& e, int depth = 0) const;

 private:
  Outcome closed(const Expr& e);
  Outcome connective(const Expr& e);
  Outcome quantified(const Expr& e);
  Outcome enumerated(const Block& block);
  Outcome substituted(const Block& block);
  Outcome by_identity(const Block& block);
  Outcome from_sweep(const Block& block, const Statement& statement, const std::vector<Program::Range>& ranges,
                     SweepResult result);
  void confirm_sweep(Outcome& o, const Statement& statement, const std::vector<Program::Range>& ranges,
                     const SweepResult& result);
  [[noreturn]] void user_error(const Undefined& u, const std::string& where) const;

  const PreparedClaim& claim_;
  const Settings& settings_;
};

}  // namespace posproof
