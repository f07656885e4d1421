#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "posproof/arith/ball.hpp"
#include "posproof/decide/normal_form.hpp"

// Second stage of the side conditions (I11): the sign of a form from ball enclosures over boxes that cover the domain.

namespace posproof {
namespace {

constexpr int largest_number_of_boxes = 400;
constexpr long work_per_question = 4000;  // terms evaluated
constexpr long most_elements = 2000;      // of a sum that is evaluated

/// Thrown when a question costs too much; it is then answered by "not certain".
struct OutOfWork {};

struct ComplexBall {
  Ball re, im;
};

ComplexBall times(const ComplexBall& a, const ComplexBall& b) { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

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
  Evaluator(const NormalForms& forms, const Box& box, long& work) : forms_(forms), box_(box), work_(work) {}

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
      if (--work_ < 0) throw OutOfWork{};
      ComplexBall term{Ball(c.re), Ball(c.im)};
      for (const auto& [id, q] : m.powers) {
        if (forms_.atom_info(id).real) {
          const Ball p = atom_power(id, q);
          term = {term.re * p, term.im * p};
        } else {
          const ComplexBall z = over_range(forms_.atom_info(id));
          const std::optional<long> n = q.to_long();
          if (!n || *n < 0 || *n > 16) throw OutOfWork{};
          for (long k = 0; k < *n; ++k) term = times(term, z);
        }
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
      default: return over_range(a).re;
    }
  }

  /// A sum or product at a point where its last index is a number.
  ComplexBall over_range(const Atom& a) {
    if (a.kind == Atom::Kind::integral) throw OutOfWork{};
    const ComplexBall last = value(a.args.front());
    if (!fits_rational(last.re) || radius_upper(last.re) > 0.25) throw OutOfWork{};
    const Integer n = posproof::round(midpoint(last.re));
    if (n > most_elements) throw OutOfWork{};
    const bool sum = a.kind == Atom::Kind::sum;
    ComplexBall out{Ball(sum ? 0 : 1), Ball(0)};
    Box inner = box_;
    for (long k = 0; k <= n; ++k) {
      inner[a.of] = {Rational(k), Rational(k)};
      const ComplexBall term = Evaluator(forms_, inner, work_).value(a.args.back());
      out = sum ? ComplexBall{out.re + term.re, out.im + term.im} : times(out, term);
    }
    return out;
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
  long& work_;
  std::map<int, Ball> values_;
};

/// The box of all variables of a form; nullopt when one is unbounded.
std::optional<Box> domain_box(const NormalForms& forms, const NormalForm& a) {
  std::set<int> atoms;
  collect(forms, a, atoms);
  Box whole;
  for (int id : atoms) {
    const ExtendedRange& r = forms.atom_info(id).range;
    if (!r.bounded() || r.hi.value < r.lo.value) return std::nullopt;
    whole[id] = {r.lo.value, r.hi.value};
  }
  return whole;
}

Box middle_of(const Box& box) {
  Box out;
  for (const auto& [id, ends] : box) {
    const Rational middle = (ends.first + ends.second) / Rational(2);
    out[id] = {middle, middle};
  }
  return out;
}

/// True when `decided` holds on boxes that cover the domain; the widest side of a box that resists is halved.
template <class Decided>
bool cover(const NormalForms& forms, const NormalForm& a, const Box& whole, long& work, Decided decided) {
  if (whole.empty()) {
    for (long bits : {64L, 256L, 1024L, 4096L}) {
      const PrecisionScope scope{Bits(bits)};
      if (decided(Evaluator(forms, whole, work).value(a))) return true;
    }
    return false;
  }
  const PrecisionScope scope(Bits{96});
  const int deepest = 12 + 8 * static_cast<int>(whole.size());  // a box this small that resists sits on a zero
  std::vector<std::pair<Box, int>> open{{whole, 0}};
  for (int used = 0; !open.empty(); ++used) {
    if (used >= largest_number_of_boxes) return false;
    const auto [box, depth] = open.back();
    open.pop_back();
    if (decided(Evaluator(forms, box, work).value(a))) continue;
    auto widest = box.begin();
    for (auto it = box.begin(); it != box.end(); ++it)
      if (it->second.second - it->second.first > widest->second.second - widest->second.first) widest = it;
    const auto [lo, hi] = widest->second;
    if (lo == hi || depth >= deepest) return false;
    const Rational middle = (lo + hi) / Rational(2);
    open.emplace_back(box, depth + 1);
    open.back().first[widest->first] = {lo, middle};
    open.emplace_back(box, depth + 1);
    open.back().first[widest->first] = {middle, hi};
  }
  return true;
}

bool apart_from_zero(const ComplexBall& v) {
  const auto apart = [](const Ball& x) { return is_finite(x) && !contains_zero(x); };
  return apart(v.re) || apart(v.im);
}

}  // namespace

bool NormalForms::enclosure_excludes_zero(const NormalForm& a) {
  const std::optional<Box> whole = domain_box(*this, a);
  long work = std::min(work_per_question, enclosure_work_);
  const long before = work;
  bool certain = false;
  try {
    if (whole) certain = cover(*this, a, *whole, work, apart_from_zero);
  } catch (const OutOfWork&) {
    work = 0;
  }
  enclosure_work_ -= before - work;
  return certain;
}

std::optional<int> NormalForms::enclosure_sign(const NormalForm& a) {
  const std::optional<Box> whole = domain_box(*this, a);
  if (!whole) return std::nullopt;
  long work = std::min(work_per_question, enclosure_work_);
  const long before = work;
  std::optional<int> certain;
  try {
    const auto has_sign = [](int s) {
      return [s](const ComplexBall& v) { return is_finite(v.re) && certainly(s > 0 ? is_positive(v.re) : is_negative(v.re)); };
    };
    for (const int s : {1, -1}) {
      if (!whole->empty()) {  // the sign in the middle is the only candidate
        const PrecisionScope scope(Bits{96});
        const Box middle = middle_of(*whole);
        if (!has_sign(s)(Evaluator(*this, middle, work).value(a))) continue;
      }
      if (cover(*this, a, *whole, work, has_sign(s))) certain = s;
      if (certain) break;
    }
  } catch (const OutOfWork&) {
    work = 0;
  }
  enclosure_work_ -= before - work;
  return certain;
}

std::string NormalForms::place_of_difference(const NormalForm& a) {
  std::set<int> atoms;
  collect(*this, a, atoms);
  Box point;
  std::string place;
  for (int id : atoms) {
    const Atom& v = atom_info(id);
    if (v.kind != Atom::Kind::variable) continue;
    Rational x = v.range.lo.infinite == 0 ? v.range.lo.value : Rational(1);
    if (v.range.bounded())
      x = (v.range.lo.value * Rational(5) + v.range.hi.value * Rational(3)) / Rational(8);
    else if (v.range.lo.infinite == 0)
      x += Rational(2);
    else if (v.range.hi.infinite == 0)
      x = v.range.hi.value - Rational(2);
    if (v.integer) x = Rational(floor(x));
    point[id] = {x, x};
    place += (place.empty() ? "" : ", ") + v.name + " = " + x.str();
  }
  long work = 5 * work_per_question;
  try {
    for (long bits : {64L, 256L}) {
      const PrecisionScope scope{Bits(bits)};
      if (apart_from_zero(Evaluator(*this, point, work).value(a))) return place.empty() ? "as numbers" : "at " + place;
    }
  } catch (const OutOfWork&) {
    // nothing is known then
  }
  return "";
}

}  // namespace posproof
