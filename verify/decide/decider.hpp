#pragma once
#include <map>
#include <string>
#include <vector>

#include "limit_approach.hpp"
#include "limit_recurrence.hpp"
#include "posproof/claim/prepare.hpp"
#include "posproof/decide/decide.hpp"
#include "posproof/decide/element.hpp"
#include "posproof/decide/extended_range.hpp"
#include "posproof/decide/finding.hpp"
#include "posproof/decide/sweep.hpp"
#include "shape.hpp"

namespace posproof {

/// The statement that a block makes, compiled; an existential block is stated as the negation it must not satisfy.
Statement make_statement(Program& program, const Block& block, std::vector<Program::Range>& ranges);

/// A user's error about a domain of the statement.
Undefined empty_domain(const Expr& statement);

/// The variable that a block sweep runs over.
struct SweptAxis {
  std::size_t at = 0;  ///< its place among the binders
  std::int64_t first = 0, last = 0;
};

/// Decides one claim by recursion over its formula. Values of outer variables that have been fixed on the way in are
/// kept in `fixed_`, so that witnesses name them.
class Decider {
 public:
  Decider(const PreparedClaim& claim, const Settings& settings) : claim_(claim), settings_(settings) {}
  /// Undecided where a number would have to be written out that is too large for it.
  Finding formula(const Expr& e);
  /// The path that would be taken, without deciding.
  std::string plan(const Expr& e, int depth = 0) const;

 private:
  Finding closed(const Expr& e);
  template <class R>
  Finding closed_with(const Statement& statement, const Expr& e);
  Finding connective(const Expr& e);
  Finding quantified(const Expr& e);
  Finding enumerated(const Block& block);
  Finding substituted(const Block& block);
  Finding over_reals(const Block& block);
  /// Identities, sweeps and boxes over real domains; `over_reals` adds rules for ties at ends and for squares.
  Finding boxes_over_reals(const Block& block);
  std::optional<Finding> before_boxes(const Block& block, const Statement& statement,
                                      const std::vector<Program::Range>& ranges);
  /// A domain without an end: bounds, tails, Taylor's formula at a finite end (L2-L5).
  Finding unbounded(const Block& block);
  std::optional<Finding> by_tails(const Block& block, std::size_t at, const std::map<int, ExtendedRange>& ranges,
                                  const Derivation& tree);
  std::optional<Finding> in_far_windows(const Block& block, std::size_t at, const ExtendedRange& whole);
  /// Sums over one range, each term of the one against that of the other (E3, E4).
  Finding term_by_term(const Block& block);
  /// A counterexample, or an example of an existential statement, among a few simple points.
  std::optional<Finding> by_points(const Block& block);
  /// Ties at the ends of a bounded interval (L4, L5).
  Finding by_ends(const Block& block);
  Finding boxes_or_each_outer_value(const Block& block);
  /// Finite outer variables and one kind of quantifier: each choice of the outer values is a claim about reals of its own.
  Finding each_outer_value(const Block& block);
  /// Both parts of an interval that is cut where the sides of the comparison may meet (V6).
  std::optional<Finding> by_splitting(const Block& block);
  /// A statement about a limit, or a property of a sequence.
  Finding limit_statement(const Expr& e);
  Finding without_limit(const Expr& e, const detail::Approach& a, Op relation, const Expr& other, Derivation none,
                        Derivation root);
  void confirm_return(Finding& o, const detail::Approach& a, const detail::Return& back) const;
  Finding extreme_against(const detail::Approach& a, bool upper, Op relation, const Expr& other, Derivation root);
  Finding property(const Expr& e);
  /// nullopt, with the reason in `why`, when the statement has no form that blocks decide.
  std::optional<Finding> by_blocks(const Block& block, const Statement& statement, const std::vector<Program::Range>& ranges,
                                   std::string& why);
  std::string blocks_plan(const Block& block) const;
  void confirm_blocks(Finding& o, const Statement& statement, const std::vector<Program::Range>& ranges, const SweptAxis& axis,
                      const std::optional<std::vector<ElementValue>>& violation, const std::vector<ElementValue>& nearest);
  std::optional<Finding> by_wave(const Block& block, const Statement& statement, const std::vector<Program::Range>& ranges,
                                 const Program& program, std::string& why);
  Finding by_identity(const Block& block);
  Finding from_sweep(const Block& block, const Statement& statement, const std::vector<Program::Range>& ranges,
                     SweepResult result);
  void settle_ties(const Block& block, const Statement& statement, SweepResult& r, Finding& o);
  Finding formula_of_moderate_size(const Expr& e);
  /// A closed formula without quantifiers whose parts are identities or decided by enclosures.
  Finding by_parts(const Expr& e);
  void confirm_sweep(Finding& o, const Statement& statement, const std::vector<Program::Range>& ranges,
                     const SweepResult& result);
  std::string this_claim() const { return "claim " + claim_.id; }
  [[noreturn]] void user_error(const Undefined& u) const;
  /// A user's error where a term certainly has no value, else undecided.
  Finding not_evaluated(const Undefined& u, std::string method,
                        std::string remedy = "see docs/claims.md for what is evaluated") const;

  const PreparedClaim& claim_;
  const Settings& settings_;
  bool in_window_ = false;  ///< short windows of a domain whose identities were tried before
  bool in_part_ = false;    ///< deciding one part of a domain that was cut: it is not cut again
};

}  // namespace posproof
