#include "posproof/decide/identity.hpp"

#include <algorithm>

#include "identity_normaliser.hpp"
#include "identity_rules.hpp"

namespace posproof {
namespace {

using detail::BinderStrategy;
using detail::Normaliser;

constexpr BinderStrategy strategies[] = {{false, 1}, {true, 1}, {false, 512}};

Derivation derivation_of(const NormalForms& forms, const NormalForm& lhs) {
  Derivation top{"identity by normal form", "I1", "both sides have the normal form " + forms.text(lhs), {}};
  for (const std::string& id : forms.rules()) top.hypotheses.push_back({"rewriting", id, detail::rule_statement(id), {}});
  for (const std::string& c : forms.conditions())
    top.hypotheses.push_back({"side condition", "I11", c + " on the whole domain", {}});
  return top;
}

struct Attempt {
  IdentityResult result;
  bool other_strategies_may_help = false;
  std::optional<std::pair<int, Rational>> turning_point;
};

constexpr int deepest_case = 4;

Attempt attempt(const Expr& lhs, const Expr& rhs, const std::vector<VariableFacts>& facts, std::size_t max_terms,
                BinderStrategy strategy) {
  Attempt out;
  NormalForms forms(max_terms);
  Normaliser normaliser(forms, facts, strategy);
  try {
    const NormalForm left = normaliser.visit(lhs), right = normaliser.visit(rhs);
    const NormalForm difference = forms.sub(left, right);
    if (NormalForms::is_zero(difference) || NormalForms::is_zero(forms.relate_exponents(difference))) {
      out.result.proved = true;
      out.result.derivation = derivation_of(forms, left);
    } else {
      const std::string where = forms.place_of_difference(difference);
      out.result.reason = where.empty() ? "the difference of the sides has the normal form " + forms.text(difference) +
                                              ", which is not 0 term by term"
                                        : "the sides differ " + where;
      out.other_strategies_may_help = where.empty() && normaliser.met_binder();
    }
  } catch (const detail::NeedsCases& e) {
    out.result.reason = "not shown: " + e.reason;
    out.turning_point = {e.slot, e.at};
  } catch (const NotShown& e) {
    out.result.reason = "not shown: " + e.reason;
    out.other_strategies_may_help = normaliser.met_binder();
  }
  return out;
}

IdentityResult prove(const Expr& lhs, const Expr& rhs, const std::vector<VariableFacts>& facts, std::size_t max_terms,
                     int depth);

/// Shows the equality below, at and above a value of one variable.
IdentityResult prove_by_cases(const Expr& lhs, const Expr& rhs, const std::vector<VariableFacts>& facts, std::size_t max_terms,
                              int depth, int slot, const Rational& at) {
  IdentityResult out{true, {"cases", "I1", "shown below, at and above " + at.str(), {}}, ""};
  for (const int side : {-1, 0, 1}) {
    std::vector<VariableFacts> here = facts;
    auto f = std::find_if(here.begin(), here.end(), [&](const VariableFacts& v) { return v.slot == slot; });
    if (f == here.end()) {
      here.push_back({});
      f = here.end() - 1;
      f->slot = slot;
    }
    const bool below = !f->lower || *f->lower < at, above = !f->upper || at < *f->upper;
    const bool reached = (below || *f->lower == at) && (above || *f->upper == at);
    if ((side < 0 && !below) || (side > 0 && !above) || (side == 0 && !reached)) continue;
    if (reached && side <= 0) {
      f->upper = at;
      f->upper_strict = side < 0;
    }
    if (reached && side >= 0) {
      f->lower = at;
      f->lower_strict = side > 0;
    }
    IdentityResult part = prove(lhs, rhs, here, max_terms, depth + 1);
    if (!part.proved) return part;
    part.derivation.conclusion = std::string(side < 0    ? "below: "
                                             : side == 0 ? "at: "
                                                         : "above: ") +
                                 part.derivation.conclusion;
    out.derivation.hypotheses.push_back(std::move(part.derivation));
  }
  return out;
}

IdentityResult prove(const Expr& lhs, const Expr& rhs, const std::vector<VariableFacts>& facts, std::size_t max_terms,
                     int depth) {
  IdentityResult first;
  for (const BinderStrategy& strategy : strategies) {
    const Attempt a = attempt(lhs, rhs, facts, max_terms, strategy);
    if (a.result.proved) return a.result;
    if (a.turning_point && depth < deepest_case)
      return prove_by_cases(lhs, rhs, facts, max_terms, depth, a.turning_point->first, a.turning_point->second);
    if (first.reason.empty()) first = a.result;
    if (!a.other_strategies_may_help) break;
  }
  return first;
}

}  // namespace

IdentityResult prove_equal(const Expr& lhs, const Expr& rhs, const std::vector<VariableFacts>& facts, std::size_t max_terms) {
  return prove(lhs, rhs, facts, max_terms, 0);
}

IdentityResult prove_zero(const Expr& e, const std::vector<VariableFacts>& facts, std::size_t max_terms) {
  return prove_equal(e, make_number(Rational(0)), facts, max_terms);
}

std::optional<Rational> exact_value(const Expr& e, const std::vector<VariableFacts>& facts, std::size_t max_terms) {
  for (const BinderStrategy& strategy : strategies) {
    NormalForms forms(max_terms);
    Normaliser normaliser(forms, facts, strategy);
    try {
      if (const std::optional<Rational> q = NormalForms::rational_value(normaliser.visit(e))) return q;
    } catch (const NotShown&) {
      // another strategy may still see it
    }
    if (!normaliser.met_binder()) break;
  }
  return std::nullopt;
}

std::optional<Rational> exact_value(const Expr& e, std::size_t max_terms) { return exact_value(e, {}, max_terms); }

std::optional<bool> certain_truth(const Expr& formula, const std::vector<VariableFacts>& facts, std::size_t max_terms) {
  NormalForms forms(max_terms);
  try {
    return Normaliser(forms, facts, {false, 512}).decided(formula);
  } catch (const NotShown&) {
    return std::nullopt;
  }
}

}  // namespace posproof
