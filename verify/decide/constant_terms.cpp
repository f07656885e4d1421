#include "constant_terms.hpp"

#include "bounds_detail.hpp"
#include "posproof/arith/interval.hpp"
#include "posproof/decide/identity.hpp"

namespace posproof::detail {
namespace {

constexpr long closed_bits = 256;
constexpr std::uint64_t enclosure_budget = 1'000'000;

bool is_single(Signs s) { return s == Signs::negative() || s == Signs::zero() || s == Signs::positive(); }

}  // namespace

template <class R>
Signs closed_signs(const Expr& e) {
  if (const auto q = exact_value(e)) return signs_of(ExtendedRange::point(*q));
  const PrecisionScope scope{Bits{closed_bits}};
  return posproof::signs_of(ConstantTermsOf<R>().value(e));
}

template Signs closed_signs<Ball>(const Expr&);
template Signs closed_signs<Interval>(const Expr&);

Signs enclosed_signs(const Expr& e, long most_bits) {
  Program program;
  const int id = program.add(e);
  Signs s = Signs::any();
  for (long bits = 64; bits <= most_bits && !is_single(s); bits *= 2) {
    const PrecisionScope scope{Bits{bits}};
    Evaluator<Number<Ball>> evaluator(program, {}, enclosure_budget);
    s = s & posproof::signs_of(evaluator.real(id));
  }
  return s;
}

}  // namespace posproof::detail
