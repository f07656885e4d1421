#include <algorithm>

#include "posproof/decide/normal_form.hpp"

// Side conditions (I11): signs from ranges of the atoms, then from enclosures over boxes. Equalities are never decided here.

namespace posproof {

ExtendedRange NormalForms::range_of_terms(const Terms& t) {
  ExtendedRange sum = ExtendedRange::point(0);
  for (const auto& [m, c] : t) {
    ExtendedRange size = ExtendedRange::point(1);
    bool real = true;
    for (const auto& [id, q] : m.powers) {
      if (!atom_info(id).real) return {};
      size = size * posproof::power(atom_info(id).range, q);
    }
    if (m.exponent != 0) {
      const NormalForm e = exponent(m.exponent);
      real = is_real(e);
      size = size * posproof::exp(range(real ? e : re(e)));
    }
    const bool one_signed = real && c.is_real();
    if (one_signed) {
      sum = sum + size * ExtendedRange::point(c.re);
    } else if (real) {
      sum = sum + size * ExtendedRange::point(c.re);  // the real part of c * (real monomial)
    } else {
      const Rational bound = posproof::abs(c.re) + posproof::abs(c.im);
      const Rational factor = c.is_real() ? posproof::abs(c.re) : c.re.sign() == 0 ? posproof::abs(c.im) : bound;
      sum = sum + size * ExtendedRange::between(-factor, factor);
    }
  }
  return sum;
}

/// A polynomial of degree 1 in a bound index lies between its values at both ends of the index.
std::optional<ExtendedRange> NormalForms::range_between_ends(const NormalForm& a) {
  for (const auto& [index, last] : last_of_) {
    bool found = false, linear = true;
    for (const auto& [m, c] : a.numerator) {
      Monomial rest{{}, m.exponent};
      for (const auto& power : m.powers) {
        if (power.first == index && power.second == Rational(1))
          found = true;
        else
          rest.powers.push_back(power);
      }
      linear = linear && !contains(rest, index);
    }
    if (!found || !linear) continue;
    const NormalForm at_last = last;
    return hull(range(substitute(a, index, constant(0))), range(substitute(a, index, at_last)));
  }
  return std::nullopt;
}

/// Contains the real part of every value.
ExtendedRange NormalForms::range(const NormalForm& a) {
  const ExtendedRange above = range_of_terms(a.numerator);
  const NormalForm below = from_terms(a.denominator);
  if (constant_value(below)) {
    if (above.nonzero() || last_of_.empty()) return above;
    const std::optional<ExtendedRange> ends = range_between_ends(a);
    return ends ? intersect(above, *ends) : above;
  }
  if (!is_real(below) || !is_real(from_terms(a.numerator))) return {};
  return above * reciprocal(range_of_terms(a.denominator));
}

bool NormalForms::certainly_nonzero(const NormalForm& a) {
  if (is_zero(a)) return false;
  if (a.numerator.size() == 1) {
    const Monomial& m = a.numerator.begin()->first;
    const bool atoms = std::all_of(m.powers.begin(), m.powers.end(), [&](const auto& p) {
      return p.second.sign() < 0 || (atom_info(p.first).real && atom_info(p.first).range.nonzero());
    });
    if (atoms) return true;
  }
  // The numerator decides: the denominator is finite.
  const NormalForm above = from_terms(a.numerator);
  if (range(above).nonzero() || range(scale(above, Gaussian(0, -1))).nonzero()) return true;
  if (enclosure_excludes_zero(above)) return true;
  const std::optional<Factored> f = factored(a.numerator);
  return f && certainly_nonzero(f->unit) &&
         std::all_of(f->factors.begin(), f->factors.end(), [&](const auto& g) { return certainly_nonzero(g.first); });
}

std::optional<int> NormalForms::sign(const NormalForm& a) {
  if (is_zero(a)) return 0;
  if (!is_real(a)) return std::nullopt;
  const ExtendedRange r = range(a);
  if (r.positive()) return 1;
  if (r.negative()) return -1;
  if (const std::optional<int> s = enclosure_sign(a)) return s;
  const NormalForm below = from_terms(a.denominator);
  if (constant_value(below)) return sign_by_factors(a.numerator);
  const NormalForm above = from_terms(a.numerator);
  if (!is_real(above) || !is_real(below)) return std::nullopt;
  const std::optional<int> over = sign(above), under = sign(below);
  if (!over || !under || *under == 0) return std::nullopt;
  return *over * *under;
}

bool NormalForms::certainly_positive(const NormalForm& a) {
  const std::optional<int> s = sign(a);
  return s && *s > 0;
}

bool NormalForms::certainly_nonnegative(const NormalForm& a) {
  if (!is_real(a)) return false;
  if (range(a).nonnegative()) return true;
  if (const std::optional<int> s = sign(a)) return *s >= 0;
  return constant_value(from_terms(a.denominator)) && nonnegative_by_factors(a.numerator);
}

bool NormalForms::certainly_integer(const NormalForm& a) {
  if (!constant_value(from_terms(a.denominator))) return false;
  return std::all_of(a.numerator.begin(), a.numerator.end(), [&](const auto& term) {
    return term.second.is_real() && term.second.re.is_integer() && term.first.exponent == 0 &&
           std::all_of(term.first.powers.begin(), term.first.powers.end(), [&](const auto& p) {
             return atom_info(p.first).integer && p.second.is_integer() && p.second.sign() > 0;
           });
  });
}

void NormalForms::require_nonzero(const NormalForm& a) {
  use("I11");
  if (!certainly_nonzero(a)) throw NotShown{"a quantity that may be zero: " + text(a)};
  if (!constant_value(a)) condition(text(a) + " != 0");
}

void NormalForms::require_positive(const NormalForm& a) {
  use("I11");
  if (!certainly_positive(a)) throw NotShown{"a quantity that may not be positive: " + text(a)};
  if (!constant_value(a)) condition(text(a) + " > 0");
}

}  // namespace posproof
