#include "limit_rules.hpp"
#include "posproof/decide/series.hpp"
#include "shape.hpp"

namespace posproof::detail {
namespace {

constexpr int series_order = 10;
constexpr long series_bits = 256;
constexpr long most_unrolled = 64;

struct NoSeries {};

using N = Number<Ball>;
using J = Jet<N>;

/// h^v (c_0 + c_1 h + ... ), the first `length` coefficients known; c_0 certainly not zero, or `zero`.
struct Laurent {
  Rational v{0};
  std::vector<N> c;
  bool zero = false;
};

class Expansion {
 public:
  explicit Expansion(int slot) : slot_(slot) {}

  Laurent of(const Expr& e) {
    if (!depends_on(e, slot_)) return normalised({Rational(0), padded({constants_.value(e)}), false});
    switch (e->op) {
      case Op::variable: return {Rational(-1), padded({N(1L)}), false};
      case Op::neg: return negated(of(e->args[0]));
      case Op::add: return added(of(e->args[0]), of(e->args[1]));
      case Op::sub: return added(of(e->args[0]), negated(of(e->args[1])));
      case Op::mul: return multiplied(of(e->args[0]), of(e->args[1]));
      case Op::div: return multiplied(of(e->args[0]), inverse(of(e->args[1])));
      case Op::pow: return power(e);
      case Op::call: return call(e);
      case Op::sum: return unrolled(e);
      default: throw NoSeries{};
    }
  }

 private:
  static std::vector<N> padded(std::vector<N> c) {
    c.resize(series_order + 1, N(0L));
    return c;
  }
  static Laurent normalised(Laurent a) {
    std::size_t lead = 0;
    while (lead < a.c.size() && a.c[lead].is_exactly(0)) ++lead;
    if (lead == a.c.size()) {
      a.zero = true;  // only a constant 0 gets here: cancellations keep track of the known length
      return a;
    }
    if (possibly(posproof::is_zero(a.c[lead]))) throw NoSeries{};
    a.c.erase(a.c.begin(), a.c.begin() + static_cast<long>(lead));
    a.v += Rational(static_cast<long>(lead));
    return a;
  }
  static Laurent negated(Laurent a) {
    for (auto& x : a.c) x = -x;
    return a;
  }
  static J jet(const Laurent& a, std::size_t length) {
    return J(std::vector<N>(a.c.begin(), a.c.begin() + static_cast<long>(length)));
  }
  static Laurent from(const J& j, const Rational& v) {
    std::vector<N> c;
    for (int k = 0; k <= j.order(); ++k) {
      if (!is_finite(j[k])) break;
      c.push_back(j[k]);
    }
    if (c.empty()) throw NoSeries{};
    return {v, c, false};
  }
  static Laurent added(const Laurent& a, const Laurent& b) {
    if (a.zero) return b;
    if (b.zero) return a;
    const Rational gap = b.v - a.v;
    if (!gap.is_integer()) throw NoSeries{};
    if (gap.sign() < 0) return added(b, a);
    if (!gap.to_long() || *gap.to_long() > series_order) return a;
    const auto shift = static_cast<std::size_t>(*gap.to_long());
    const std::size_t length = std::min(a.c.size(), b.c.size() + shift);
    std::vector<N> c(a.c.begin(), a.c.begin() + static_cast<long>(length));
    for (std::size_t k = shift; k < length; ++k) c[k] = c[k] + b.c[k - shift];
    Laurent sum{a.v, c, false};
    bool all_zero = true;
    for (const auto& x : c) all_zero &= x.is_exactly(0);
    if (all_zero) throw NoSeries{};  // zero as far as it is known
    return normalised(sum);
  }
  static Laurent multiplied(const Laurent& a, const Laurent& b) {
    if (a.zero) return a;
    if (b.zero) return b;
    const std::size_t length = std::min(a.c.size(), b.c.size());
    return from(jet(a, length) * jet(b, length), a.v + b.v);
  }
  static Laurent inverse(const Laurent& a) {
    if (a.zero) throw NoSeries{};
    const J one = J::constant(N(1L), static_cast<int>(a.c.size()) - 1);
    return from(one / jet(a, a.c.size()), -a.v);
  }
  /// As a power series from h^0 on; needs v >= 0.
  static J series(const Laurent& a) {
    if (a.zero) return J::constant(N(0L), series_order);
    if (a.v.sign() < 0 || !a.v.is_integer() || !a.v.to_long() || *a.v.to_long() > series_order) throw NoSeries{};
    const auto shift = static_cast<std::size_t>(*a.v.to_long());
    std::vector<N> c(shift, N(0L));
    c.insert(c.end(), a.c.begin(), a.c.end());
    if (c.size() > series_order + 1) c.resize(series_order + 1);
    return J(c);
  }
  static Laurent general(const J& j) { return normalised_series(from(j, Rational(0))); }
  /// A series whose known coefficients all vanish is not known to be zero.
  static Laurent normalised_series(const Laurent& a) {
    bool all_zero = true;
    for (const auto& x : a.c) all_zero &= x.is_exactly(0);
    if (all_zero) throw NoSeries{};
    return normalised(a);
  }
  Laurent logarithm(const Laurent& u) {
    if (u.zero || u.v.sign() != 0 || !certainly(is_positive(u.c[0]))) throw NoSeries{};
    return general(log(jet(u, u.c.size())));
  }
  Laurent power(const Expr& e) {
    const Laurent u = of(e->args[0]);
    if (depends_on(e->args[1], slot_)) return general(exp(series(multiplied(of(e->args[1]), logarithm(u)))));
    const N q = constants_.value(e->args[1]);
    if (!q.is_exact()) {
      if (u.zero || u.v.sign() != 0 || !certainly(is_positive(u.c[0]))) throw NoSeries{};
      return from(pow(jet(u, u.c.size()), q), Rational(0));
    }
    if (u.zero) throw NoSeries{};
    if (!q.exact().is_integer() && !certainly(is_positive(u.c[0]))) throw NoSeries{};
    if (q.exact().is_integer() && !q.exact().to_long()) throw NoSeries{};
    return from(pow(jet(u, u.c.size()), q.exact()), u.v * q.exact());
  }
  Laurent call(const Expr& e) {
    if (e->args.size() != 1) throw NoSeries{};
    const Laurent u = of(e->args[0]);
    const auto f = function_named(e->name);
    using F = Function;
    if (f == F::sqrt) {
      if (u.zero || !certainly(is_positive(u.c[0]))) throw NoSeries{};
      return from(sqrt(jet(u, u.c.size())), u.v / Rational(2));
    }
    if (f == F::abs) {
      if (u.zero || certainly(is_positive(u.c[0]))) return u;
      return negated(u);
    }
    if (f == F::sign) {
      if (u.zero) throw NoSeries{};
      return {Rational(0), padded({N(certainly(is_positive(u.c[0])) ? 1L : -1L)}), false};
    }
    if (f == F::log) return logarithm(u);
    const J x = series(u);
    switch (f) {
      case F::exp: return general(exp(x));
      case F::sin: return general(sin(x));
      case F::cos: return general(cos(x));
      case F::tan: return general(tan(x));
      case F::atan: return general(atan(x));
      case F::sinh: return general(sinh(x));
      case F::cosh: return general(cosh(x));
      case F::tanh: return general(tanh(x));
      case F::erf: return general(erf(x));
      default: throw NoSeries{};
    }
  }
  Laurent unrolled(const Expr& e) {
    const auto& b = e->binders[0];
    if (!is_plain_range(b.domain, slot_)) throw NoSeries{};
    const N lo = constants_.value(b.domain.lo), hi = constants_.value(b.domain.hi);
    if (!lo.is_exact() || !hi.is_exact() || hi.exact() - lo.exact() > Rational(most_unrolled)) throw NoSeries{};
    Laurent sum{Rational(0), padded({N(0L)}), true};
    for (Rational k = lo.exact(); k <= hi.exact(); k += Rational(1))
      sum = added(sum, of(substitute(e->args[0], b.slot, make_number(k))));
    return sum;
  }

  int slot_;
  ConstantTerms constants_;
};

}  // namespace

std::optional<LeadingTerm> leading_term(const Expr& e, int slot) {
  PrecisionScope scope{Bits{series_bits}};
  try {
    const Laurent a = Expansion(slot).of(e);
    if (a.zero) return std::nullopt;
    return LeadingTerm{a.v, a.c[0]};
  } catch (const NoSeries&) {
  } catch (const Undefined&) {
  }
  return std::nullopt;
}

Signs constant_signs(const Expr& e) {
  try {
    return closed_signs<Ball>(e);
  } catch (const Undefined&) {
    return Signs::any();
  }
}

}  // namespace posproof::detail
