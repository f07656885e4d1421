#pragma once
#include <bit>
#include <cstdint>

namespace posproof {

/// |fast_cos(high, low) - cos(high + low)| <= fast_cos_error (theorem D11) for |high| <= 2^24 that is a multiple of 2^-52 or
/// below 1/2, and |low| <= 2^-5, in round-to-nearest binary64 without contraction.
inline constexpr double fast_cos_error = 0x1p-49;

inline double fast_cos(double high, double low) {
  // pi/2 = p1 + p2 + p3 + e: p1, p2 of 29 bits, |e| < 2^-114, so k p1 and k p2 are exact for |k| < 2^24
  constexpr double p1 = 0x1.921fb54p+0, p2 = 0x1.10b4611p-30, p3 = 0x1.4c4c6628b80dcp-59;
  constexpr double two_over_pi = 0x1.45f306dc9c883p-1, shifter = 0x1.8p52;
  const double shifted = high * two_over_pi + shifter;
  const double k = shifted - shifter;
  const double r = ((high - k * p1) - k * p2) + (low - k * p3);  // first difference exact, then 2^-53 and 2^-53
  const auto quadrant = std::bit_cast<std::uint64_t>(shifted);
  const double z = r * r;
  // Taylor sections; |r| <= 0.817, so what is cut off is below 0.817^17/17! < 2^-53
  const double c =
      1 + z * (-0.5 +
               z * (0x1.5555555555555p-5 +
                    z * (-0x1.6c16c16c16c17p-10 +
                         z * (0x1.a01a01a01a01ap-16 +
                              z * (-0x1.27e4fb7789f5cp-22 +
                                   z * (0x1.1eed8eff8d898p-29 + z * (-0x1.93974a8c07c9dp-37 + z * 0x1.ae7f3e733b81fp-45)))))));
  const double s =
      r + r * z *
              (-0x1.5555555555555p-3 +
               z * (0x1.1111111111111p-7 +
                    z * (-0x1.a01a01a01a01ap-13 +
                         z * (0x1.71de3a556c734p-19 +
                              z * (-0x1.ae64567f544e4p-26 + z * (0x1.6124613a86d09p-33 + z * -0x1.ae7f3e733b81fp-41))))));
  const double size = (quadrant & 1) != 0 ? s : c;
  return ((quadrant + 1) & 2) != 0 ? -size : size;
}

}  // namespace posproof
