#include <map>
#include <optional>
#include <set>

#include "posproof/arith/ball.hpp"
#include "posproof/decide/normal_form.hpp"

// Second stage of the side conditions (I11): the sign of a form from ball enclosures over boxes that cover the domain.

namespace posproof {
namespace {

constexpr int largest_number_of_boxes = 400;

struct ComplexBall {
  Ball re, im;
};

ComplexBall times(const ComplexBall& a, const ComplexBall& b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

using Box = std::map<int, std::pair<Rational, Rational>>;

void collect(const NormalForms& forms, const NormalForm& a, std::set<int>& atoms);

void collect_atom(const NormalForms& forms, int id, std::set<int>& atoms) {
  const Atom& a = forms.atom_info(id);
  if (a.kind == Atom::Kind::variable || a.kind == Atom::Kind::bound) {
    atoms.insert(id);
    return;
  }
  if (a.kind == Atom::Kind::logarithm) collect_atom(forms, a.of, atoms);
  for (const NormalForm& arg : a.args) collect(forms, arg, atoms);
}

void collect(const NormalForms& forms, const NormalForm& a, std::set<int>& atoms) {
  for (const Terms* t : {&a.numerator, &a.denominator})
    for (const auto& [m, c] : *t) {
      for (const auto& [id, q] : m.powers) collect_atom(forms, id, atoms);
      if (m.exponent != 0) collect(forms, forms.exponent(m.exponent), atoms);
    }
}

class Evaluator {
 public:
  Evaluator(const NormalForms& forms, const Box& box) : forms_(forms), box_(box) {}

  ComplexBall value(const NormalForm& a) {
    const ComplexBall above = terms(a.numerator);
    if (NormalForms::constant_value(forms_.from_terms(a.denominator))) return above;
    const ComplexBall below = terms(a.denominator);
    const Ball size = sqr(below.re) + sqr(below.im);
    const ComplexBall product = times(above, {below.re, -below.im});
    return {product.re / size, product.im / size};
  }

 private:
  ComplexBall terms(const Terms& t) {
    ComplexBall sum{Ball(0), Ball(0)};
    for (const auto& [m, c] : t) {
      ComplexBall term{Ball(c.re), Ball(c.im)};
      for (const auto& [id, q] : m.powers) {
        const Ball p = atom_power(id, q);
        term = {term.re * p, term.im * p};
      }
      if (m.exponent != 0) {
        const ComplexBall e = value(forms_.exponent(m.exponent));
        const Ball size = exp(e.re);
        term = times(term, {size * cos(e.im), size * sin(e.im)});
      }
      sum = {sum.re + term.re, sum.im + term.im};
    }
    return sum;
  }

  Ball atom_power(int id, const Rational& q) {
    const Ball x = atom(id);
    const std::optional<long> n = q.to_long();
    return n ? pow(x, *n) : pow(x, Ball(q));
  }

  Ball atom(int id) {
    if (const auto found = values_.find(id); found != values_.end()) return found->second;
    Ball b = compute(id);
    values_.emplace(id, b);
    return b;
  }

  Ball compute(int id) {
    const Atom& a = forms_.atom_info(id);
    switch (a.kind) {
      case Atom::Kind::variable:
      case Atom::Kind::bound: {
        const auto& [lo, hi] = box_.at(id);
        return Ball::from_bounds(lo, hi);
      }
      case Atom::Kind::constant: return a.name == "pi" ? Ball::pi() : Ball::euler_gamma();
      case Atom::Kind::prime: return Ball(a.prime);
      case Atom::Kind::logarithm: return log(atom(a.of));
      case Atom::Kind::base: return value(a.args.front()).re;
      case Atom::Kind::magnitude: return abs(value(a.args.front()).re);
      case Atom::Kind::function: return function(a.name, value(a.args.front()).re);
      default: return Ball::indeterminate();
    }
  }

  static Ball function(const std::string& name, const Ball& x) {
    if (name == "asin") return asin(x);
    if (name == "atan") return atan(x);
    if (name == "erf") return erf(x);
    if (name == "gamma") return gamma(x);
    if (name == "ci") return ci(x);
    if (name == "si") return si(x);
    if (name == "ei") return ei(x);
    if (name == "floor") return floor(x);
    if (name == "ceil") return ceil(x);
    return Ball::indeterminate();
  }

  const NormalForms& forms_;
  const Box& box_;
  std::map<int, Ball> values_;
};

/// Runs `decided` on boxes that cover the domain, halving the widest side of those that resist. True when all are decided.
template <class Decided>
bool cover(const NormalForms& forms, const NormalForm& a, Decided decided) {
  std::set<int> atoms;
  collect(forms, a, atoms);
  Box whole;
  for (int id : atoms) {
    const ExtendedRange& r = forms.atom_info(id).range;
    if (!r.bounded() || r.hi.value < r.lo.value) return false;
    whole[id] = {r.lo.value, r.hi.value};
  }
  if (whole.empty()) {
    for (long bits : {64L, 256L, 1024L, 4096L}) {
      const PrecisionScope scope{Bits(bits)};
      if (decided(Evaluator(forms, whole).value(a))) return true;
    }
    return false;
  }
  const PrecisionScope scope(Bits{96});
  std::vector<Box> open{whole};
  for (int used = 0; !open.empty(); ++used) {
    if (used >= largest_number_of_boxes) return false;
    const Box box = open.back();
    open.pop_back();
    if (decided(Evaluator(forms, box).value(a))) continue;
    auto widest = box.begin();
    for (auto it = box.begin(); it != box.end(); ++it)
      if (it->second.second - it->second.first > widest->second.second - widest->second.first) widest = it;
    const auto [lo, hi] = widest->second;
    if (lo == hi) return false;
    const Rational middle = (lo + hi) / Rational(2);
    open.push_back(box);
    open.back()[widest->first] = {lo, middle};
    open.push_back(box);
    open.back()[widest->first] = {middle, hi};
  }
  return true;
}

}  // namespace

bool NormalForms::enclosure_excludes_zero(const NormalForm& a) {
  return cover(*this, a, [](const ComplexBall& v) {
    const auto apart = [](const Ball& x) { return is_finite(x) && !contains_zero(x); };
    return apart(v.re) || apart(v.im);
  });
}

std::optional<int> NormalForms::enclosure_sign(const NormalForm& a) {
  for (const int s : {1, -1}) {
    const bool all = cover(*this, a, [s](const ComplexBall& v) {
      return is_finite(v.re) && certainly(s > 0 ? is_positive(v.re) : is_negative(v.re));
    });
    if (all) return s;
  }
  return std::nullopt;
}

}  // namespace posproof
