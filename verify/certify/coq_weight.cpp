#include "coq_weight.hpp"

#include <algorithm>
#include <map>

#include "coq_lower.hpp"

namespace posproof::coq {
namespace {

/// Sizes only: integers as doubles, variables at the end of their range.
class Weigher {
 public:
  double value(const Index& i) const {
    using Kind = Index::Kind;
    switch (i.kind) {
      case Kind::number: return i.number.get_d();
      case Kind::variable: {
        const auto found = largest_.find(i.slot);
        return found == largest_.end() ? 0 : found->second;
      }
      case Kind::neg: return -value(i.args[0]);
      case Kind::add: return value(i.args[0]) + value(i.args[1]);
      case Kind::sub: return value(i.args[0]) - value(i.args[1]);
      case Kind::mul: return value(i.args[0]) * value(i.args[1]);
      case Kind::div: break;
    }
    return value(i.args[0]) / std::max(1.0, value(i.args[1]));
  }

  double term(const Term& t) {
    double calls = t.kind == Term::Kind::unary || t.op == "Power" || t.kind == Term::Kind::integer ? 1 : 0.1;
    double times = 1;
    if (t.kind == Term::Kind::sum || t.kind == Term::Kind::product) {
      times = std::max(0.0, value(t.last) - value(t.index) + 1);
      largest_[t.slot] = value(t.last);
    }
    for (const TermPtr& a : t.args) calls += times * term(*a);
    return calls;
  }

  Weight formula(const Formula& f, bool want) {
    using Kind = Formula::Kind;
    Weight w;
    if (f.kind == Kind::relation) {
      w.calls = 1 + term(*f.lhs) + term(*f.rhs);
      return w;
    }
    const bool universal = f.kind == Kind::all_integers || f.kind == Kind::all_reals;
    const double times = is_quantifier(f) && binds_integer(f) ? elements(f, universal == want, w) : 1;
    if (is_quantifier(f) && !binds_integer(f) && universal == want) w.boxes = true;
    for (std::size_t k = 0; k < f.args.size(); ++k) {
      const bool flipped = f.kind == Kind::negation || (f.kind == Kind::implies && k == 0);
      const Weight part = formula(*f.args[k], flipped ? !want : want);
      w.calls += times * part.calls;
      w.boxes = w.boxes || part.boxes;
      w.unbounded = w.unbounded || part.unbounded;
    }
    return w;
  }

 private:
  double elements(const Formula& f, bool runs_through, Weight& w) {
    const IntegerDomain& d = f.domain;
    if (!runs_through) {
      largest_[f.slot] = f.witness.get_d();
      return 1;
    }
    if (d.kind == IntegerDomain::Kind::members) {
      if (d.members.empty()) return 0;
      largest_[f.slot] = std::max_element(d.members.begin(), d.members.end())->get_d();
      return static_cast<double>(d.members.size());
    }
    if (d.kind == IntegerDomain::Kind::at_least) {
      w.unbounded = true;
      return 1;
    }
    largest_[f.slot] = value(d.hi);
    return std::max(0.0, (value(d.hi) - value(d.lo)) / d.step.get_d() + 1);
  }

  std::map<int, double> largest_;
};

}  // namespace

Weight weight(const Formula& f, bool want) { return Weigher().formula(f, want); }

}  // namespace posproof::coq
