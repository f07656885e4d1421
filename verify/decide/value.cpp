#include "posproof/decide/value.hpp"

#include <algorithm>
#include <type_traits>

#include "lowering.hpp"
#include "posproof/arith/agreement.hpp"
#include "posproof/claim/print.hpp"
#include "posproof/decide/decide.hpp"
#include "posproof/decide/evaluator.hpp"

namespace posproof {
namespace {

constexpr std::uint64_t term_budget = 20'000'000'000;
constexpr std::uint64_t confirm_budget = 500'000;  // beyond it the value is reported as not confirmed by the second kernel

/// Whether the enclosure fixes `digits` significant digits.
bool has_digits(const Number<Ball>& x, int digits) {
  if (x.is_exact()) return true;
  if (!is_finite(x.inexact())) return false;
  const Ball& b = x.inexact();
  if (contains_zero(b)) return false;
  const long wanted = static_cast<long>(digits) * 3322 / 1000 + 4;
  return relative_accuracy_bits(b) >= wanted;
}

std::string shown(const Number<Ball>& x, int digits) {
  if (x.is_exact()) return to_text(x.exact(), x.exact(), std::max(digits, 20));
  return text(x.inexact(), digits);
}

/// Evaluates again under kernel R at `bits`: whether a value came out. Disagreement throws.
template <class R>
bool agrees(const Program& program, int id, const Value<Number<Ball>>& v, long bits) {
  PrecisionScope scope{Bits{bits}};
  try {
    Evaluator<Number<R>> second(program, {}, confirm_budget);
    const auto& w = second.value(id);
    const auto agree = [](const Number<Ball>& a, const Number<R>& b) {
      if constexpr (std::is_same_v<R, Ball>)
        return !is_finite(a) || !is_finite(b) || overlap(a.enclosure(), b.enclosure());
      else
        return may_agree(a.enclosure(), b.enclosure());
    };
    if (!agree(v.re, w.re) || (v.complex && w.complex && !agree(*v.im, *w.im)))
      throw InternalDisagreement("the kernels disagree on the value of `" + to_text(program[id].node) + "`");
    return true;
  } catch (const Undefined&) {
    return false;
  }
}

Confirmation confirm(const Program& program, int id, const Value<Number<Ball>>& v, long bits) {
  if (agrees<Interval>(program, id, v, bits)) return {"mpfi", Confirmation::Scope::full, 1, 1};
  // MPFI has no quadrature: the same kernel at another precision is what is left.
  if (agrees<Ball>(program, id, v, bits + bits / 2)) return {"arb", Confirmation::Scope::same_kernel_other_precision, 1, 1};
  return {"mpfi", Confirmation::Scope::none, 0, 1};
}

}  // namespace

TermValue evaluate_term(const PreparedClaim& term, int digits, long last_bits) {
  Program program;
  const int id = program.add(lower_derivatives(term.formula));
  const auto fail = [&](const Undefined& u) {
    throw ClaimError(u.certain ? u.code : "not-evaluated", u.what + ": `" + to_text(u.node) + "`", term.source,
                     Span{0, static_cast<std::uint32_t>(term.source.text.size())});
  };
  TermValue out;
  std::optional<Undefined> trouble;
  for (long bits = std::max(64L, digits * 4L); bits <= last_bits || out.bits == 0; bits *= 2) {
    PrecisionScope scope{Bits{bits}};
    out.bits = bits;
    try {
      Evaluator<Number<Ball>> evaluator(program, {}, term_budget);
      const auto v = evaluator.value(id);
      trouble.reset();
      if (v.list)
        throw ClaimError("type", "a list has no single value; index it", term.source,
                         Span{0, static_cast<std::uint32_t>(term.source.text.size())});
      out.reached = has_digits(v.re, digits) && (!v.complex || has_digits(*v.im, digits));
      out.value = enclose(v.re, digits + 3);
      out.text = shown(v.re, digits);
      if (v.complex) {
        out.imaginary = enclose(*v.im, digits + 3);
        out.text = "(" + out.text + ") + (" + shown(*v.im, digits) + ")*i";
      }
      if (!out.reached && 2 * bits <= last_bits) continue;
      out.confirmed_by = {confirm(program, id, v, bits)};
      return out;
    } catch (const Undefined& u) {
      if (u.certain || u.unsupported) fail(u);
      trouble = u;
    }
  }
  if (trouble) fail(*trouble);
  return out;
}

}  // namespace posproof
