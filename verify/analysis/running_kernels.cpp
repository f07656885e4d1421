#include "running_kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/running_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace posproof::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Doubles = hn::CappedTag<double, 8>;
using V = hn::Vec<Doubles>;

struct Running {
  V re, im, total;
};
HWY_INLINE void add_modulus(Running& r) { r.total = hn::Add(r.total, hn::Sqrt(hn::MulAdd(r.re, r.re, hn::Mul(r.im, r.im)))); }

void RunningModuli(const double* centre, const double* tables, std::size_t terms, double* out) {
  const Doubles d;
  const std::size_t width = hn::Lanes(d);
  for (std::size_t i = 0; i < running_half; i += width) {
    const double* table = tables + i / running_panel * terms * 2 * running_panel + i % running_panel;
    Running forward{hn::Zero(d), hn::Zero(d), hn::Zero(d)}, backward = forward;
    for (std::size_t j = 0; j < terms; ++j, table += 2 * running_panel) {
      const V a = hn::Set(d, centre[2 * j]), b = hn::Set(d, centre[2 * j + 1]);
      const V c = hn::Load(d, table), s = hn::Load(d, table + running_panel);
      forward.re = hn::NegMulAdd(b, s, hn::MulAdd(a, c, forward.re));
      forward.im = hn::MulAdd(a, s, hn::MulAdd(b, c, forward.im));
      backward.re = hn::MulAdd(b, s, hn::MulAdd(a, c, backward.re));
      backward.im = hn::NegMulAdd(a, s, hn::MulAdd(b, c, backward.im));
      add_modulus(forward);
      add_modulus(backward);
    }
    hn::StoreU(forward.total, d, out + running_half + i);
    hn::StoreU(hn::Reverse(d, backward.total), d, out + running_half - i - width);
  }
}

}  // namespace posproof::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace posproof::kernels {

HWY_EXPORT(RunningModuli);

void running_moduli(const double* centre, const double* tables, std::size_t terms, double* out) {
  HWY_DYNAMIC_DISPATCH(RunningModuli)(centre, tables, terms, out);
}

}  // namespace posproof::kernels
#endif
