#pragma once
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "boxes.hpp"
#include "comparisons.hpp"
#include "environment.hpp"
#include "points.hpp"
#include "posproof/certify/certificate.hpp"
#include "writer.hpp"

namespace posproof {

bool contains_quantifier(const Expr& formula);

/// Writes the script of one certificate: it walks the claim's tree as the checker will, goal by goal, and writes for each goal
/// the line that settles it or takes it apart. A goal that it finds no line for is a NoCertificate.
class Prover {
 public:
  Prover(CertificateWriter& writer, const PreparedClaim& claim, const Settings& settings, const CertificateLimits& limits);

  /// `wanted`: whether the formula is to be proved or disproved.
  void prove(const Expr& formula, bool wanted, const Environment& env);
  /// Values for the outermost quantifiers to try before any are searched for.
  void suggest(const Witness& witness);

 private:
  using Goal = std::function<void(const Environment&)>;

  // quantifiers.cpp
  void universal(const Expr& e, bool wanted, std::size_t binder, const Environment& env);
  void existential(const Expr& e, bool wanted, const Environment& env);
  KnownVariable introduced(const Binder& b, const Environment& env) const;
  std::vector<Rational> elements(const Binder& b, const Environment& env) const;
  /// Values of the binders that make filter and body (or filter and not body) true.
  std::vector<Rational> values_for(const Expr& e, bool wanted, const Environment& env);
  std::vector<Rational> example_of(const Expr& e, const Environment& env);
  Verdict decided(const Expr& closed) const;
  /// Cuts off the values of an integer variable one after the other.
  void each_value(const KnownVariable& v, const Environment& env, const Goal& goal);
  void each_listed(const Binder& b, const std::vector<Rational>& values, const Environment& env, const Goal& goal);
  /// Runs `goal` with every integer range taken apart.
  void with_integers_fixed(const Environment& env, const Goal& goal);

  // connectives.cpp
  void connective(const Expr& e, bool wanted, const Environment& env);
  void choose(const Expr& e, std::size_t index, bool wanted, const Environment& env);
  bool holds(const Expr& part, bool wanted, const Environment& env) const;

  // leaves.cpp
  void leaf(const Expr& e, bool wanted, const Environment& env);
  bool identity(const Expr& e, bool wanted, const Environment& env);
  void point(const Expr& e, bool wanted, const Environment& env);
  void sweep(const Expr& e, bool wanted, const Environment& env, int slot);
  bool has_bounded_boxes(const Environment& env) const;

  // cover.cpp
  void cover(const Expr& e, bool wanted, const Environment& env, int depth);

  [[noreturn]] void contradicted() const;
  /// The line that cuts the range of a variable.
  void split(int slot, const Rational& at);

  struct Compiled {
    Compiled(const Expr& e, long caution) : formula(e), comparisons(e), points(comparisons), boxes(comparisons, caution) {}
    Expr formula;  ///< keeps the key alive
    Comparisons comparisons;
    PointEvaluator points;
    BoxEvaluator boxes;
    std::uint64_t counted = 0;
  };
  Compiled& compiled(const Expr& e);
  /// Adds the work done on `c` to the total. Throws NoCertificate beyond the limit.
  void spend(Compiled& c);
  /// The body of a quantifier with its filter: `filter => body` or `filter and body`.
  Expr filtered(const Expr& e, bool wanted);

  CertificateWriter& writer_;
  const PreparedClaim& claim_;
  const Settings& settings_;
  const CertificateLimits& limits_;
  std::vector<std::pair<std::string, std::string>> suggestions_;
  std::map<const Node*, std::unique_ptr<Compiled>> compiled_;
  std::map<const Node*, Expr> filtered_;
  std::uint64_t work_ = 0;
};

}  // namespace posproof
