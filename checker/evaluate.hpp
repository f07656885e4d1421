#pragma once
#include <functional>
#include <unordered_map>

#include "tree.hpp"
#include "value.hpp"

// Terms and formulas without quantifiers: over numbers (points, boxes), jets (derivatives) or forms (identities). Undefined is
// thrown where a value may not exist. **Theorem** C9; for the sweep over integers C10.

namespace check {

/// `open`: has a truth value, which is not known. `undefined`: may have none.
enum class Truth { no, yes, open, undefined };
inline Truth negated(Truth t) { return t == Truth::no ? Truth::yes : t == Truth::yes ? Truth::no : t; }

/// What a comparison of a difference with 0 amounts to.
inline Truth compared(const std::string& relation, const Signs& s) {
  const bool less = relation[0] == '<' || relation == "!=", greater = relation[0] == '>' || relation == "!=";
  const bool equal = relation == "<=" || relation == ">=" || relation == "==";
  if ((!s.negative || less) && (!s.zero || equal) && (!s.positive || greater)) return Truth::yes;
  return (s.negative && less) || (s.zero && equal) || (s.positive && greater) ? Truth::open : Truth::no;
}
template <class R>
Truth compared(const std::string& relation, const Value<R>& d) {
  if (!d.im) return compared(relation, signs(value_of(d.real())));
  return compared(relation, Signs{true, signs(value_of(d.re)).zero && signs(value_of(*d.im)).zero, true});
}
/// Of a formula: the first part that is decisive, or undefined, ends the matter.
inline Truth truth(const Node& n, const std::function<Truth(const Node&)>& comparison) {
  if (is_relation(n.op)) return comparison(n);
  if (is_quantifier(n)) throw Rejected("a quantifier within a formula to be evaluated");
  if (n.op == "not") return negated(truth(*n.args[0], comparison));
  const Truth decisive = n.op == "and" || n.op == "false" ? Truth::no : Truth::yes;
  Truth all = n.args.empty() ? decisive : negated(decisive);
  for (const auto& a : n.args) {
    const Truth t = truth(*a, comparison);
    if (t == decisive || t == Truth::undefined) return t;
    if (t == Truth::open) all = t;
  }
  return all;
}

template <class R>
class Evaluator {
 public:
  using V = Value<R>;
  std::map<long, R> variables;  ///< of the environment, by slot
  long sweep_slot = -1;         ///< of the one that changes from call to call
  std::string reason;           ///< why a comparison was undefined

  V difference(const Node& comparison) {
    const V left = value(*comparison.args[0]), right = value(*comparison.args[1]);
    // Complex values have no order.
    return comparison.op[0] == '<' || comparison.op[0] == '>' ? V{left.real() - right.real()} : left - right;
  }
  Truth by_value(const Node& comparison) {
    try {
      return compared(comparison.op, difference(comparison));
    } catch (const Undefined& u) {
      return reason = u.what(), Truth::undefined;
    }
  }
  Truth condition(const Node& n) {
    const Truth t = truth(n, [this](const Node& c) { return by_value(c); });
    return t != Truth::undefined ? t : throw Undefined("an undefined condition");
  }

  /// What depends on one running index of a sum or the like at most, and does not change from call to call, is kept for each
  /// value of it; of a sine or cosine that does change, the state of its rotation.
  V value(const Node& n) {
    if (n.op == "q") return V{R(n.number)};
    if (n.op == "v") return V{variables.at(n.slot)};
    const auto [it, fresh] = kept_.try_emplace(&n);
    Kept& kept = it->second;
    if (fresh) {
      kept.function = n.binders.empty() && n.op != "if" ? Functions<R>::find(n.op) : nullptr;
      for (long slot : n.free)
        if (loops_.count(slot)) ++kept.running, kept.index = &variables[slot];
      kept.swept = n.free.count(sweep_slot) > 0;
      kept.turns = kept.swept && std::is_same_v<R, Number> && (n.op == "cos" || n.op == "sin" || n.op == "cis");
    }
    const bool form = !std::is_same_v<R, Number> && !std::is_same_v<R, Jet>;
    if (form || kept.running > 1 || (kept.swept && !kept.turns)) return plain(n, kept.function);
    const long i = kept.index ? value_of(*kept.index).exact->get_num().get_si() : 0;
    if constexpr (std::is_same_v<R, Number>)
      if (kept.turns) {
        Turning once, &turning = kept.turnings.size() < 65536 ? kept.turnings[i] : once;
        const auto [s, c] = turning.sin_cos(value(*n.args[0]).real());
        return n.op == "cos" ? V{c} : n.op == "sin" ? V{s} : V::complex(c, s);
      }
    const auto known = kept.values.find(i);
    if (known != kept.values.end()) return known->second;
    const V v = plain(n, kept.function);
    if (kept.values.size() < 65536) kept.values.emplace(i, v);
    return v;
  }

 private:
  struct Kept {
    int running = 0;   ///< indices that it depends on
    const R* index{};  ///< one of them
    bool swept = false, turns = false;
    typename Functions<R>::Function function = nullptr;
    std::unordered_map<long, V> values;
    std::unordered_map<long, Turning> turnings;
  };
  std::unordered_map<const Node*, Kept> kept_;
  std::set<long> loops_;  ///< slots of sums and the like, which are in `variables` as well

  V plain(const Node& n, typename Functions<R>::Function function) {
    if (!n.binders.empty()) return over_range(n);
    if (n.op == "if") {
      const Truth t = condition(*n.args[0]);
      if (t != Truth::open) return value(*n.args[t == Truth::yes ? 1 : 2]);
      const V x = value(*n.args[1]), y = value(*n.args[2]);
      return V::complex(hull(x.scalar().re, y.scalar().re), hull(x.imaginary(), y.imaginary()));
    }
    std::vector<V> arguments;
    arguments.reserve(n.args.size());
    for (const auto& a : n.args) arguments.push_back(value(*a));
    return function(arguments);
  }
  /// Sums, products, extrema and their places, counts over lo..hi.
  V over_range(const Node& n) {
    const Binder& binder = n.binders[0];
    const mpz_class first = value(*binder.lo).integer(), last = value(*binder.hi).integer();
    const bool product = n.op == "prod", count = n.op == "count", sum = count || n.op == "sum", place = n.op[0] == 'a';
    const bool least = n.op.find("min") != n.op.npos;  // minima are maxima of the opposite
    if (last - first >= 10'000'000 || !first.fits_slong_p() || !last.fits_slong_p()) throw Undefined(n.op + " over too much");
    if (last < first && !sum && !product) throw Undefined(n.op + " over nothing");
    loops_.insert(binder.slot);
    V result{R(product ? 1 : 0)}, at;
    for (mpz_class j = first; j <= last; ++j) {
      charge(1);
      variables[binder.slot] = R(mpq_class(j));
      const Truth holds = count ? condition(*n.args[0]) : Truth::no;
      const V v = count ? V{holds == Truth::open ? hull(R(0), R(1)) : R(holds == Truth::yes)} : value(*n.args[0]);
      if (sum || product) {
        sum ? result += v : result = result * v;
        continue;
      }
      const R x = least ? -v.real() : v.real();
      const Truth larger = j == first ? Truth::yes : compared(">", V{x - result.re});
      if (place && larger == Truth::open) throw Undefined("the place of an extremum is not certain");
      if (larger != Truth::no) at.re = R(mpq_class(j)), result.re = j == first ? x : max(result.re, x);
    }
    return place ? at : least ? -result : result;
  }
};

}  // namespace check
