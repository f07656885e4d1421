#include "coq_lemmas.hpp"

#include <algorithm>
#include <map>

#include "coq_lower.hpp"
#include "posproof/claim/prepare.hpp"

namespace posproof::coq {
namespace {

struct Lemma {
  const char* name;
  const char* claim;
};

/// Conclusions in the claim language; a variable stands for any term. The premises are those of the lemma or stronger.
constexpr Lemma lemmas[] = {
    {"reciprocal_exponential", "forall c in (1, inf), d in (0, inf): 1/(1 - c^(-4/d)) > d/(4*log(c))"},
    {"exponential_above_tangent", "forall u in (-inf, 0): exp(u) > 1 + u"},
    {"power_above_tangent", "forall b in (1, inf), x in (-inf, 0): b^x > 1 + x*log(b)"},
    {"integral_of_cosine_bound",
     "forall n in (0, inf), a in (-inf, inf), b in (-inf, inf): abs(integral(x, a, b, cos(n*x))) <= 2/n"},
    {"sine_quotient_bound", "forall n in (0, inf), u in (-inf, inf), v in (-inf, inf): abs((sin(u) - sin(v))/n) <= 2/n"},
    {"sine_difference", "forall u in (-inf, inf), v in (-inf, inf): abs(sin(u) - sin(v)) <= 2"},
    {"cosine_above_parabola", "forall x in (-inf, inf): 1 - cos(x/2) <= x^2/8"},
};

const Formula& body_of(const Formula& f) {
  const Formula* g = &f;
  while (g->kind == Formula::Kind::all_reals || g->kind == Formula::Kind::all_integers) g = g->args[0].get();
  return *g;
}

bool same_index(const Index& a, const Index& b) {
  return a.kind == b.kind && a.number == b.number && a.slot == b.slot &&
         std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(), same_index);
}

bool same_term(const Term& a, const Term& b) {
  return a.kind == b.kind && a.number == b.number && a.slot == b.slot && a.op == b.op && same_index(a.index, b.index) &&
         same_index(a.last, b.last) &&
         std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(),
                    [](const TermPtr& x, const TermPtr& y) { return same_term(*x, *y); });
}

class Matcher {
 public:
  bool match(const Term& pattern, const TermPtr& t) {
    if (pattern.kind == Term::Kind::real) {
      if (const auto pair = bound_.find(pattern.slot); pair != bound_.end())
        return t->kind == Term::Kind::real && t->slot == pair->second;
      const auto [it, fresh] = chosen_.try_emplace(pattern.slot, t);
      return fresh || same_term(*it->second, *t);
    }
    if (pattern.kind != t->kind || pattern.number != t->number || pattern.op != t->op || pattern.args.size() != t->args.size())
      return false;
    if (pattern.kind == Term::Kind::integral) bound_[pattern.slot] = t->slot;
    for (std::size_t k = 0; k < pattern.args.size(); ++k)
      if (!match(*pattern.args[k], t->args[k])) return false;
    return pattern.kind != Term::Kind::integer && pattern.kind != Term::Kind::integer_power &&
           pattern.kind != Term::Kind::sum && pattern.kind != Term::Kind::product;
  }

 private:
  std::map<int, TermPtr> chosen_;
  std::map<int, int> bound_;
};

}  // namespace

std::optional<std::string> matching_lemma(const Formula& goal) {
  const Formula& body = body_of(goal);
  if (body.kind != Formula::Kind::relation) return std::nullopt;
  for (const Lemma& lemma : lemmas) {
    const PreparedClaim claim = prepare(Source{"<lemma>", lemma.claim, 1, 1}, {});
    const FormulaPtr whole = Lowering(Witness{}).formula(claim.formula, true);
    const Formula& pattern = body_of(*whole);
    Matcher m;
    if (pattern.relation == body.relation && m.match(*pattern.lhs, body.lhs) && m.match(*pattern.rhs, body.rhs))
      return lemma.name;
  }
  return std::nullopt;
}

}  // namespace posproof::coq
