#include "binary32_kernel.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/binary32_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace posproof::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t most_lanes = 8;
using Doubles = hn::CappedTag<double, most_lanes>;
using Floats = hn::Rebind<float, Doubles>;
using V = hn::Vec<Doubles>;

/// fast_cos(x, 0) of fast_cosine.hpp, the same error bound with or without fused multiply-add.
HWY_INLINE V Cosine(Doubles d, V x) {
  const hn::RebindToUnsigned<Doubles> du;
  const V shifter = hn::Set(d, 0x1.8p52);
  const V shifted = hn::Add(hn::Mul(x, hn::Set(d, 0x1.45f306dc9c883p-1)), shifter);
  const V k = hn::Sub(shifted, shifter);
  V r = hn::NegMulAdd(k, hn::Set(d, 0x1.921fb54p+0), x);
  r = hn::NegMulAdd(k, hn::Set(d, 0x1.10b4611p-30), r);
  r = hn::NegMulAdd(k, hn::Set(d, 0x1.4c4c6628b80dcp-59), r);
  const V z = hn::Mul(r, r);
  constexpr double cosine[] = {0x1.ae7f3e733b81fp-45,
                               -0x1.93974a8c07c9dp-37,
                               0x1.1eed8eff8d898p-29,
                               -0x1.27e4fb7789f5cp-22,
                               0x1.a01a01a01a01ap-16,
                               -0x1.6c16c16c16c17p-10,
                               0x1.5555555555555p-5,
                               -0.5,
                               1.0};
  constexpr double sine[] = {-0x1.ae7f3e733b81fp-41, 0x1.6124613a86d09p-33, -0x1.ae64567f544e4p-26, 0x1.71de3a556c734p-19,
                             -0x1.a01a01a01a01ap-13, 0x1.1111111111111p-7,  -0x1.5555555555555p-3};
  V c = hn::Set(d, cosine[0]), s = hn::Set(d, sine[0]);
  for (std::size_t i = 1; i < 9; ++i) c = hn::MulAdd(c, z, hn::Set(d, cosine[i]));
  for (std::size_t i = 1; i < 7; ++i) s = hn::MulAdd(s, z, hn::Set(d, sine[i]));
  s = hn::MulAdd(hn::Mul(r, z), s, r);
  const auto quadrant = hn::BitCast(du, shifted);
  const auto odd = hn::RebindMask(d, hn::TestBit(quadrant, hn::Set(du, 1)));
  const auto sign = hn::ShiftLeft<62>(hn::And(hn::Add(quadrant, hn::Set(du, 1)), hn::Set(du, 2)));
  return hn::Xor(hn::IfThenElse(odd, s, c), hn::BitCast(d, sign));
}

void Binary32Sums(const float* frequencies, std::size_t terms, std::int64_t first, std::size_t count, float* out,
                  std::uint32_t* doubtful) {
  const Doubles d;
  const Floats df;
  const hn::RebindToUnsigned<Floats> du;
  const std::size_t step = hn::Lanes(d);
  const V doubt = hn::Set(d, 0x1p-48);
  HWY_ALIGN float sums[most_lanes];
  HWY_ALIGN std::uint32_t flags[most_lanes];
  for (std::size_t i = 0; i < count; i += step) {
    const auto n = hn::Iota(df, static_cast<float>(first + static_cast<std::int64_t>(i)));
    auto sum = hn::Zero(df);
    auto differs = hn::Zero(du);
    for (std::size_t t = 0; t < terms; ++t) {
      const V c = Cosine(d, hn::PromoteTo(d, hn::Mul(n, hn::Set(df, frequencies[t]))));
      const auto up = hn::DemoteTo(df, hn::Add(c, doubt)), down = hn::DemoteTo(df, hn::Sub(c, doubt));
      differs = hn::Or(differs, hn::Xor(hn::BitCast(du, up), hn::BitCast(du, down)));
      sum = hn::Add(sum, up);
    }
    hn::Store(sum, df, sums);
    hn::Store(differs, du, flags);
    for (std::size_t l = 0; l < step && i + l < count; ++l) {
      out[i + l] = sums[l];
      doubtful[i + l] = flags[l];
    }
  }
}

}  // namespace posproof::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace posproof::kernels {

HWY_EXPORT(Binary32Sums);

void binary32_sums(const float* frequencies, std::size_t terms, std::int64_t first, std::size_t count, float* out,
                   std::uint32_t* doubtful) {
  HWY_DYNAMIC_DISPATCH(Binary32Sums)(frequencies, terms, first, count, out, doubtful);
}

}  // namespace posproof::kernels
#endif
