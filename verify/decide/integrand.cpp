#include "integrand.hpp"

#include "posproof/analysis/complex_functions.hpp"
#include "posproof/arith/contract.hpp"

namespace posproof::detail {
namespace {

constexpr std::size_t most_steps = 200'000;

[[noreturn]] void cannot(const Expr& e, const char* what) { throw Undefined{e, what, false, true}; }

bool is_real(acb_srcptr z) { return arb_is_zero(acb_imagref(z)); }

/// Nothing is known of a real function certainly outside its domain.
bool certainly_negative(acb_srcptr z) { return is_real(z) && arb_is_negative(acb_realref(z)); }

/// z^q near 0 for 0 < q: |z|^q is at most (upper bound of |z|)^q, and real z enclose the values at z >= 0 alone.
void power_near_zero(acb_ptr res, acb_srcptr z, const Ball& q, slong prec) {
  arb_t bound;
  arb_init(bound);
  acb_get_abs_ubound_arf(arb_midref(bound), z, MAG_BITS);
  arb_pow(bound, bound, q.raw(), prec);
  arb_get_ubound_arf(arb_midref(bound), bound, MAG_BITS);
  mag_zero(arb_radref(bound));
  const bool real = is_real(z);
  acb_zero(res);
  arb_add_error(acb_realref(res), bound);
  if (!real) arb_add_error(acb_imagref(res), bound);
  arb_clear(bound);
}

/// Whether the box stays off the half line of reals >= 1 and <= -1 (arcsine), and so on, where a branch is cut.
bool crosses_real_axis(acb_srcptr z) { return !is_real(z) ? arb_contains_zero(acb_imagref(z)) != 0 : true; }

bool may_exceed_one(acb_srcptr z) {
  arb_t one;
  arb_init(one);
  arb_one(one);
  arb_t size;
  arb_init(size);
  arb_abs(size, acb_realref(z));
  const bool inside = arb_lt(size, one) != 0;
  arb_clear(one);
  arb_clear(size);
  return !inside;
}

void hull(acb_ptr res, acb_srcptr a, acb_srcptr b, slong prec) { acb_union(res, a, b, prec); }

}  // namespace

Integrand::Integrand(const Expr& body, int slot, ConstantTerms& constants) : slot_(slot), constants_(constants) { add(body); }

int Integrand::push(Step s) {
  if (steps_.size() >= most_steps) throw Undefined{make_number(Rational(0)), "the integrand is too large", false, true};
  steps_.push_back(std::move(s));
  return static_cast<int>(steps_.size()) - 1;
}

int Integrand::add(const Expr& e) {
  Step s;
  s.op = e->op;
  if (!depends_on(e, slot_)) {
    if (e->op >= Op::truth) {
      s.op = Op::truth;
      s.truth = constants_.truth(e);
    } else {
      s.op = Op::number;
      s.constant = constants_.value(e);
    }
    return push(std::move(s));
  }
  switch (e->op) {
    case Op::variable: return push(std::move(s));
    case Op::neg:
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div:
    case Op::conditional:
    case Op::conj:
    case Op::disj:
    case Op::negation:
    case Op::implies:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      for (const auto& a : e->args) s.args.push_back(add(a));
      return push(std::move(s));
    case Op::pow: return power(e, std::move(s));
    case Op::call: return call(e, std::move(s));
    case Op::sum:
    case Op::prod:
    case Op::maximum:
    case Op::minimum: return unrolled(e);
    default: cannot(e, "this construct has no certified quadrature");
  }
}

int Integrand::unrolled(const Expr& e) {
  const auto& b = e->binders[0];
  if (b.domain.kind != Domain::Kind::integers || !b.domain.hi || depends_on(b.domain.lo, slot_) ||
      depends_on(b.domain.hi, slot_))
    cannot(e, "a range inside an integral must be finite and free of its variable");
  const auto lo = constants_.value(b.domain.lo), hi = constants_.value(b.domain.hi);
  const auto step = b.domain.step ? constants_.value(b.domain.step) : Number<Ball>(1L);
  const auto integer = [](const Number<Ball>& x) { return x.is_exact() && x.exact().is_integer(); };
  if (!integer(lo) || !integer(hi) || !integer(step) || step.exact().sign() <= 0)
    cannot(e, "bounds of a range must be exact integers");
  int acc = -1;
  for (Rational k = lo.exact(); k <= hi.exact(); k += step.exact()) {
    const int item = add(substitute(e->args[0], b.slot, make_number(k)));
    if (acc < 0) {
      acc = item;
      continue;
    }
    Step s;
    s.args = {acc, item};
    s.op = e->op == Op::sum ? Op::add : e->op == Op::prod ? Op::mul : Op::call;
    s.function = e->op == Op::maximum ? Function::max : Function::min;
    acc = push(std::move(s));
  }
  if (acc >= 0) return acc;
  if (e->op != Op::sum && e->op != Op::prod)
    throw Undefined{e, "the maximum or minimum over an empty range does not exist", true, false};
  Step s;
  s.op = Op::number;
  s.constant = Number<Ball>(e->op == Op::prod ? 1L : 0L);
  return push(std::move(s));
}

int Integrand::power(const Expr& e, Step s) {
  const Expr &base = e->args[0], &exponent = e->args[1];
  if (depends_on(exponent, slot_)) {
    // u^v = exp(v log u)
    Step log;
    log.op = Op::call;
    log.function = Function::log;
    log.args = {add(base)};
    Step product;
    product.op = Op::mul;
    product.args = {add(exponent), push(std::move(log))};
    s.op = Op::call;
    s.function = Function::exp;
    s.args = {push(std::move(product))};
    return push(std::move(s));
  }
  s.constant = constants_.value(exponent);
  const bool integer = s.constant.is_exact() && s.constant.exact().is_integer();
  if (integer && !s.constant.exact().to_long()) cannot(e, "the exponent is too large");
  if (!integer && certainly(is_positive(s.constant))) conditions_.push_back(base);
  s.args = {add(base)};
  return push(std::move(s));
}

int Integrand::call(const Expr& e, Step s) {
  s.function = function_named(e->name);
  using F = Function;
  switch (s.function) {
    case F::sqrt: conditions_.push_back(e->args[0]); break;
    case F::asin:
    case F::acos:
      conditions_.push_back(
          make_node(Op::sub, {make_number(Rational(1)), make_node(Op::pow, {e->args[0], make_number(Rational(2))})}));
      break;
    case F::abs:
    case F::exp:
    case F::log:
    case F::log2:
    case F::sin:
    case F::cos:
    case F::tan:
    case F::atan:
    case F::sinh:
    case F::cosh:
    case F::tanh:
    case F::floor:
    case F::ceil:
    case F::round:
    case F::sign:
    case F::erf:
    case F::gamma:
    case F::ci:
    case F::si:
    case F::ei:
    case F::min:
    case F::max:
    case F::mod: break;
    default: cannot(e, "this function has no certified quadrature");
  }
  for (const auto& a : e->args) s.args.push_back(add(a));
  return push(std::move(s));
}

void Integrand::function(const Step& s, acb_ptr v, acb_ptr out, bool analytic, slong prec) const {
  using F = Function;
  acb_srcptr a = v + s.args[0];
  const auto indeterminate_if = [&](bool bad) {
    if (bad) acb_indeterminate(out);
  };
  switch (s.function) {
    case F::abs: acb_real_abs(out, a, analytic, prec); return;
    case F::sign: acb_real_sgn(out, a, analytic, prec); return;
    case F::floor: acb_real_floor(out, a, analytic, prec); return;
    case F::ceil: acb_real_ceil(out, a, analytic, prec); return;
    case F::round: {
      // Halves go away from zero: that differs from floor(x + 1/2) at isolated points only.
      acb_t shifted, half;
      acb_init(shifted);
      acb_init(half);
      acb_set_d(half, 0.5);
      acb_add(shifted, a, half, prec);
      acb_real_floor(out, shifted, analytic, prec);
      acb_clear(shifted);
      acb_clear(half);
      return;
    }
    case F::sqrt:
      if (certainly_negative(a))
        acb_indeterminate(out);
      else if (acb_contains_zero(a))
        analytic ? acb_indeterminate(out) : power_near_zero(out, a, Ball(Rational(Integer(1), Integer(2))), prec);
      else
        acb_sqrt_analytic(out, a, analytic, prec);
      return;
    case F::exp: acb_exp(out, a, prec); return;
    case F::log:
    case F::log2:
      acb_log_analytic(out, a, analytic, prec);
      indeterminate_if(certainly_negative(a));
      if (s.function == F::log2) {
        arb_t two;
        arb_init(two);
        arb_const_log2(two, prec);
        acb_div_arb(out, out, two, prec);
        arb_clear(two);
      }
      return;
    case F::sin: acb_sin(out, a, prec); return;
    case F::cos: acb_cos(out, a, prec); return;
    case F::tan: acb_tan(out, a, prec); return;
    case F::sinh: acb_sinh(out, a, prec); return;
    case F::cosh: acb_cosh(out, a, prec); return;
    case F::tanh: acb_tanh(out, a, prec); return;
    case F::asin:
    case F::acos:
      if (is_real(a) && may_exceed_one(a)) {
        // Inside the domain the values lie in [-pi/2, pi/2] and [0, pi]; a straddling argument is covered by `conditions`.
        acb_zero(out);
        arb_const_pi(acb_realref(out), prec);
        if (s.function == F::asin) arb_mul_2exp_si(acb_realref(out), acb_realref(out), -1);
        arb_t zero;
        arb_init(zero);
        if (s.function == F::asin) arb_neg(zero, acb_realref(out));
        arb_union(acb_realref(out), acb_realref(out), zero, prec);
        arb_clear(zero);
        indeterminate_if(analytic);
        return;
      }
      if (s.function == F::asin)
        acb_asin(out, a, prec);
      else
        acb_acos(out, a, prec);
      indeterminate_if(crosses_real_axis(a) && may_exceed_one(a));
      return;
    case F::atan: {
      acb_t turned;
      acb_init(turned);
      acb_mul_onei(turned, a);
      const bool cut = arb_contains_zero(acb_realref(a)) && may_exceed_one(turned);
      acb_clear(turned);
      acb_atan(out, a, prec);
      indeterminate_if(cut && !is_real(a));
      return;
    }
    case F::erf: complex_erf(out, a, prec); return;
    case F::gamma:
      acb_gamma(out, a, prec);
      indeterminate_if(!arb_is_positive(acb_realref(a)));
      return;
    case F::ci:
      complex_ci(out, a, prec);
      indeterminate_if(!arb_is_positive(acb_realref(a)));
      if (is_real(a)) arb_zero(acb_imagref(out));
      return;
    case F::si: complex_si(out, a, prec); return;
    case F::ei:
      complex_ei(out, a, prec);
      if (is_real(a) && !analytic)
        arb_zero(acb_imagref(out));
      else
        indeterminate_if(!arb_is_positive(acb_realref(a)));
      return;
    case F::min:
    case F::max:
      acb_set(out, a);
      for (std::size_t k = 1; k < s.args.size(); ++k)
        s.function == F::min ? acb_real_min(out, out, v + s.args[k], analytic, prec)
                             : acb_real_max(out, out, v + s.args[k], analytic, prec);
      return;
    case F::mod: {
      acb_srcptr b = v + s.args[1];
      acb_t q;
      acb_init(q);
      acb_div(q, a, b, prec);
      acb_real_floor(q, q, analytic, prec);
      acb_mul(q, q, b, prec);
      acb_sub(out, a, q, prec);
      acb_clear(q);
      return;
    }
    default: acb_indeterminate(out);
  }
}

void Integrand::run(const Step& s, acb_ptr v, std::vector<Truth>& truths, int i, acb_srcptr z, bool analytic,
                    slong prec) const {
  acb_ptr out = v + i;
  const auto arg = [&](std::size_t k) -> acb_srcptr { return v + s.args[k]; };
  auto& truth = truths[static_cast<std::size_t>(i)];
  const auto truth_arg = [&](std::size_t k) { return truths[static_cast<std::size_t>(s.args[k])]; };
  switch (s.op) {
    case Op::variable: acb_set(out, z); return;
    case Op::number: {
      const Ball b = s.constant.enclosure();
      acb_set_arb(out, b.raw());
      return;
    }
    case Op::truth: truth = s.truth; return;
    case Op::neg: acb_neg(out, arg(0)); return;
    case Op::add: acb_add(out, arg(0), arg(1), prec); return;
    case Op::sub: acb_sub(out, arg(0), arg(1), prec); return;
    case Op::mul: acb_mul(out, arg(0), arg(1), prec); return;
    case Op::div: acb_div(out, arg(0), arg(1), prec); return;
    case Op::pow: {
      if (s.constant.is_exact() && s.constant.exact().is_integer()) {
        acb_pow_si(out, arg(0), *s.constant.exact().to_long(), prec);
        return;
      }
      const Ball q = s.constant.enclosure();
      if (certainly_negative(arg(0))) {
        acb_indeterminate(out);
      } else if (acb_contains_zero(arg(0))) {
        if (analytic || !certainly(is_positive(q)))
          acb_indeterminate(out);
        else
          power_near_zero(out, arg(0), q, prec);
      } else {
        acb_t exponent;
        acb_init(exponent);
        acb_set_arb(exponent, q.raw());
        acb_pow_analytic(out, arg(0), exponent, analytic, prec);
        acb_clear(exponent);
      }
      return;
    }
    case Op::call: function(s, v, out, analytic, prec); return;
    case Op::conditional: {
      const Truth t = truth_arg(0);
      if (certainly(t))
        acb_set(out, arg(1));
      else if (certainly_not(t))
        acb_set(out, arg(2));
      else if (analytic)
        acb_indeterminate(out);
      else
        hull(out, arg(1), arg(2), prec);
      return;
    }
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal: {
      // A condition is continued through the sign of the real part of the difference.
      Ball difference;
      arb_sub(difference.raw(), acb_realref(arg(0)), acb_realref(arg(1)), prec);
      const bool rising = s.op == Op::greater || s.op == Op::greater_equal;
      truth = !is_finite(difference) ? Truth::unknown : rising ? is_positive(difference) : is_negative(difference);
      // An equality over a whole box is left undecided: <= and < differ there.
      if (contains_zero(difference)) truth = Truth::unknown;
      return;
    }
    case Op::negation: truth = !truth_arg(0); return;
    case Op::conj:
    case Op::disj:
    case Op::implies: {
      truth = s.op == Op::implies ? !truth_arg(0) : truth_arg(0);
      for (std::size_t k = 1; k < s.args.size(); ++k) truth = s.op == Op::conj ? truth & truth_arg(k) : truth | truth_arg(k);
      return;
    }
    default: contract_broken("an integrand's step without a rule");
  }
}

void Integrand::eval(acb_ptr res, acb_srcptr z, slong order, slong prec) const {
  PrecisionScope scope{Bits{prec}};
  const auto n = static_cast<slong>(steps_.size());
  acb_ptr values = _acb_vec_init(n);
  std::vector<Truth> truths(steps_.size(), Truth::unknown);
  for (slong i = 0; i < n; ++i)
    run(steps_[static_cast<std::size_t>(i)], values, truths, static_cast<int>(i), z, order != 0, prec);
  acb_swap(res, values + n - 1);
  _acb_vec_clear(values, n);
  // An enclosure of a real function at real arguments may drop its imaginary part.
  if (is_real(z) && acb_is_finite(res)) arb_zero(acb_imagref(res));
}

}  // namespace posproof::detail
