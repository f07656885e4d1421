#include "block_kernels.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/block_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace posproof::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Any fixed vector length up to one row of lanes; a wider machine uses part of its registers.
using Doubles = hn::CappedTag<double, lanes>;
using V = hn::Vec<Doubles>;

// Taylor coefficients, rounded; x in [-pi/4, pi/4] keeps the remainders below 10^-17 (B1).
constexpr double sin_taylor[] = {-1.0 / 6,
                                 1.0 / 120,
                                 -1.0 / 5040,
                                 1.0 / 362880,
                                 -1.0 / 39916800,
                                 1.0 / 6227020800.0,
                                 -1.0 / 1307674368000.0,
                                 1.0 / 355687428096000.0};
constexpr double cos_taylor[] = {1.0 / 24,          -1.0 / 720,           1.0 / 40320,           -1.0 / 3628800,
                                 1.0 / 479001600.0, -1.0 / 87178291200.0, 1.0 / 20922789888000.0};

template <std::size_t N>
HWY_INLINE V horner(Doubles d, const double (&a)[N], V z) {
  V p = hn::Set(d, a[N - 1]);
  for (std::size_t i = N - 1; i-- > 0;) p = hn::MulAdd(p, z, hn::Set(d, a[i]));
  return p;
}

void SincosTurns(const std::uint64_t* phase, double* cosine, double* sine, std::size_t n) {
  const Doubles d;
  const hn::RebindToUnsigned<Doubles> du;
  const hn::RebindToSigned<Doubles> di;
  const std::size_t step = hn::Lanes(d);
  HWY_ALIGN std::uint64_t in[lanes] = {};
  HWY_ALIGN double out_cos[lanes], out_sin[lanes];
  for (std::size_t i = 0; i < n; i += step) {
    const std::size_t count = n - i < step ? n - i : step;
    for (std::size_t l = 0; l < count; ++l) in[l] = phase[i + l];
    const auto turn = hn::Load(du, in);
    const auto quadrant = hn::ShiftRight<62>(hn::Add(turn, hn::Set(du, std::uint64_t{1} << 61)));
    const auto rest = hn::BitCast(di, hn::Sub(turn, hn::ShiftLeft<62>(quadrant)));
    // |rest| <= 2^61 turns / 2^64: one rounding here, one in the product with 2 pi / 2^64, one in that constant
    const V x = hn::Mul(hn::ConvertTo(d, rest), hn::Set(d, 6.283185307179586476925 / 18446744073709551616.0));
    const V z = hn::Mul(x, x);
    const V s = hn::MulAdd(x, hn::Mul(z, horner(d, sin_taylor, z)), x);
    const V c_tail = hn::MulAdd(hn::Mul(z, z), horner(d, cos_taylor, z), hn::Mul(z, hn::Set(d, -0.5)));
    const V c = hn::Add(hn::Set(d, 1.0), c_tail);
    const auto odd = hn::MaskFromVec(hn::BitCast(d, hn::Neg(hn::BitCast(di, hn::And(quadrant, hn::Set(du, 1))))));
    const auto flip_sin = hn::ShiftLeft<62>(hn::And(quadrant, hn::Set(du, 2)));
    const auto flip_cos = hn::ShiftLeft<62>(hn::And(hn::Add(quadrant, hn::Set(du, 1)), hn::Set(du, 2)));
    hn::Store(hn::Xor(hn::IfThenElse(odd, s, c), hn::BitCast(d, flip_cos)), d, out_cos);
    hn::Store(hn::Xor(hn::IfThenElse(odd, c, s), hn::BitCast(d, flip_sin)), d, out_sin);
    for (std::size_t l = 0; l < count; ++l) cosine[i + l] = out_cos[l];
    for (std::size_t l = 0; l < count; ++l) sine[i + l] = out_sin[l];
  }
}

// One register tile: C centres by W vectors of offsets. All bounds are constants, so the accumulators stay in registers.
template <int C, int W>
HWY_INLINE void Tile(const double* HWY_RESTRICT pack, const double* HWY_RESTRICT table, std::size_t rows, int centre,
                     int offset, double* HWY_RESTRICT out) {
  const Doubles d;
  const int width = static_cast<int>(hn::Lanes(d));
  V a[C][W], b[C][W];
  for (int c = 0; c < C; ++c)
    for (int w = 0; w < W; ++w) a[c][w] = b[c][w] = hn::Zero(d);
  for (std::size_t r = 0; r < rows; ++r) {
    V even[W], odd[W];
#pragma GCC unroll 8
    for (int w = 0; w < W; ++w) {
      even[w] = hn::Load(d, table + w * width);
      odd[w] = hn::Load(d, table + panel + w * width);
    }
#pragma GCC unroll 8
    for (int c = 0; c < C; ++c) {
      const V ca = hn::Set(d, pack[c]);
      const V cb = hn::Set(d, pack[lanes + c]);
#pragma GCC unroll 8
      for (int w = 0; w < W; ++w) {
        a[c][w] = hn::MulAdd(ca, even[w], a[c][w]);
        b[c][w] = hn::MulAdd(cb, odd[w], b[c][w]);
      }
    }
    table += 2 * panel;
    pack += 2 * lanes;
  }
#pragma GCC unroll 8
  for (int c = 0; c < C; ++c) {
    double* block = out + (centre + c) * block_length + half_block;
#pragma GCC unroll 8
    for (int w = 0; w < W; ++w) {
      const int i = offset + w * width;
      hn::StoreU(hn::Sub(a[c][w], b[c][w]), d, block + i);
      hn::StoreU(hn::Reverse(d, hn::Add(a[c][w], b[c][w])), d, block - i - width);
    }
  }
}

void BlockProduct(const double* pack, const double* tables, std::size_t rows, double* out) {
  constexpr int width = static_cast<int>(hn::MaxLanes(Doubles()));
  // 32 registers hold 6 x 2 x 2 accumulators; 16 registers hold 3 x 2 x 2.
  constexpr int tile_centres = width == lanes ? 6 : 3;
  constexpr int tile_vectors = panel / width < 2 ? panel / width : 2;
  for (int p = 0; p < panels; ++p)
    for (int v = 0; v < panel; v += tile_vectors * width)
      for (int c = 0; c < group; c += tile_centres)
        Tile<tile_centres, tile_vectors>(pack + c, tables + static_cast<std::size_t>(p) * rows * 2 * panel + v, rows, c,
                                         p * panel + v, out);
}

double SumHalf(const double* x) {
  const Doubles d;
  const std::size_t step = hn::Lanes(d);
  V s0 = hn::Zero(d), s1 = hn::Zero(d);
  for (std::size_t i = 0; i < half_block; i += 2 * step) {
    s0 = hn::Add(s0, hn::LoadU(d, x + i));
    s1 = hn::Add(s1, hn::LoadU(d, x + i + step));
  }
  return hn::GetLane(hn::SumOfLanes(d, hn::Add(s0, s1)));
}

void RotateGroup(const double* amplitude, const double* cosine, const double* sine, const double* rotation, std::size_t terms,
                 double* pack) {
  const Doubles d;
  for (std::size_t t = 0; t < terms; ++t, rotation += 2 * lanes, pack += 2 * lanes) {
    const V a = hn::Set(d, amplitude[t] * cosine[t]);
    const V b = hn::Set(d, amplitude[t] * sine[t]);
    for (std::size_t l = 0; l < lanes; l += hn::Lanes(d)) {
      const V c = hn::Load(d, rotation + l);
      const V s = hn::Load(d, rotation + lanes + l);
      hn::Store(hn::Sub(hn::Mul(a, c), hn::Mul(b, s)), d, pack + l);
      hn::Store(hn::MulAdd(a, s, hn::Mul(b, c)), d, pack + lanes + l);
    }
  }
}

double ModulusDefect(const double* pack, const double* amplitude, std::size_t terms) {
  const Doubles d;
  const V allowed = hn::Set(d, 0x1p-44);
  double worst = -1;
  for (std::size_t l = 0; l < lanes; l += hn::Lanes(d)) {
    V w = hn::Set(d, -1.0);
    for (std::size_t t = 0; t < terms; ++t) {
      const V a = hn::Load(d, pack + t * 2 * lanes + l), b = hn::Load(d, pack + t * 2 * lanes + lanes + l);
      const V c2 = hn::Set(d, amplitude[t] * amplitude[t]);
      const V defect = hn::Abs(hn::Sub(hn::MulAdd(a, a, hn::Mul(b, b)), c2));
      // a NaN must win: it is larger than nothing, so ask for "not at most"
      const V excess = hn::Sub(defect, hn::Mul(c2, allowed));
      w = hn::IfThenElse(hn::Le(excess, w), w, excess);
    }
    HWY_ALIGN double lane[lanes];
    hn::Store(w, d, lane);
    for (std::size_t i = 0; i < hn::Lanes(d) && l + i < group; ++i) worst = lane[i] <= worst ? worst : lane[i];
  }
  return worst;
}

// R rows at once, so that each load of the source serves 2 R products.
template <int R>
HWY_INLINE void AccumulateTile(const double* HWY_RESTRICT even, const double* HWY_RESTRICT odd, std::size_t stride,
                               const double* HWY_RESTRICT src, std::size_t terms, double* HWY_RESTRICT dst) {
  const Doubles d;
  V a[R], b[R];
#pragma GCC unroll 8
  for (int j = 0; j < R; ++j) {
    a[j] = hn::Load(d, dst + j * 2 * lanes);
    b[j] = hn::Load(d, dst + j * 2 * lanes + lanes);
  }
  for (std::size_t t = 0; t < terms; ++t) {
    const V x = hn::Load(d, src), y = hn::Load(d, src + lanes);
#pragma GCC unroll 8
    for (int j = 0; j < R; ++j) {
      a[j] = hn::MulAdd(hn::Set(d, even[j]), x, a[j]);
      b[j] = hn::MulAdd(hn::Set(d, odd[j]), y, b[j]);
    }
    src += 2 * lanes;
    even += stride;
    odd += stride;
  }
#pragma GCC unroll 8
  for (int j = 0; j < R; ++j) {
    hn::Store(a[j], d, dst + j * 2 * lanes);
    hn::Store(b[j], d, dst + j * 2 * lanes + lanes);
  }
}

void AccumulateRows(const double* even, const double* odd, std::size_t stride, std::size_t rows, const double* src,
                    std::size_t terms, double* dst) {
  constexpr std::size_t tile = HWY_TARGET <= HWY_AVX3 ? 8 : 4;
  for (std::size_t l = 0; l < lanes; l += hn::Lanes(Doubles())) {
    std::size_t j = 0;
    const auto at = [&](auto run) { run(even + j, odd + j, stride, src + l, terms, dst + j * 2 * lanes + l); };
    for (; j + tile <= rows; j += tile) at(AccumulateTile<tile>);
    if (tile > 4 && j + 4 <= rows) at(AccumulateTile<4>), j += 4;
    if (j + 2 <= rows) at(AccumulateTile<2>), j += 2;
    if (j < rows) at(AccumulateTile<1>);
  }
}

Extremes FindExtremes(const double* x, std::size_t n) {
  const Doubles d;
  const std::size_t step = hn::Lanes(d);
  Extremes e{x[0], x[0]};
  std::size_t i = 0;
  if (n >= 2 * step) {
    V lo0 = hn::LoadU(d, x), hi0 = lo0, lo1 = lo0, hi1 = lo0;
    for (; i + 2 * step <= n; i += 2 * step) {
      const V u = hn::LoadU(d, x + i), v = hn::LoadU(d, x + i + step);
      lo0 = hn::Min(lo0, u);
      hi0 = hn::Max(hi0, u);
      lo1 = hn::Min(lo1, v);
      hi1 = hn::Max(hi1, v);
    }
    e.smallest = hn::GetLane(hn::MinOfLanes(d, hn::Min(lo0, lo1)));
    e.largest = hn::GetLane(hn::MaxOfLanes(d, hn::Max(hi0, hi1)));
  }
  for (; i < n; ++i) {
    e.smallest = x[i] < e.smallest ? x[i] : e.smallest;
    e.largest = x[i] > e.largest ? x[i] : e.largest;
  }
  return e;
}

}  // namespace posproof::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <hwy/targets.h>
namespace posproof::kernels {

HWY_EXPORT(SincosTurns);
HWY_EXPORT(BlockProduct);
HWY_EXPORT(SumHalf);
HWY_EXPORT(RotateGroup);
HWY_EXPORT(AccumulateRows);
HWY_EXPORT(ModulusDefect);
HWY_EXPORT(FindExtremes);

void sincos_turns(const std::uint64_t* phase, double* cosine, double* sine, std::size_t n) {
  HWY_DYNAMIC_DISPATCH(SincosTurns)(phase, cosine, sine, n);
}
void block_product(const double* pack, const double* tables, std::size_t rows, double* out) {
  HWY_DYNAMIC_DISPATCH(BlockProduct)(pack, tables, rows, out);
}
double sum_half(const double* x) { return HWY_DYNAMIC_DISPATCH(SumHalf)(x); }
void rotate_group(const double* amplitude, const double* cosine, const double* sine, const double* rotation, std::size_t terms,
                  double* pack) {
  HWY_DYNAMIC_DISPATCH(RotateGroup)(amplitude, cosine, sine, rotation, terms, pack);
}
void accumulate_rows(const double* even, const double* odd, std::size_t stride, std::size_t rows, const double* src,
                     std::size_t terms, double* dst) {
  HWY_DYNAMIC_DISPATCH(AccumulateRows)(even, odd, stride, rows, src, terms, dst);
}
double modulus_defect(const double* pack, const double* amplitude, std::size_t terms) {
  return HWY_DYNAMIC_DISPATCH(ModulusDefect)(pack, amplitude, terms);
}
Extremes extremes(const double* x, std::size_t n) { return HWY_DYNAMIC_DISPATCH(FindExtremes)(x, n); }

std::vector<std::string> targets() {
  // once, before any force_target: a forced target hides the others
  static const std::vector<std::string> names = [] {
    std::vector<std::string> found;
    for (const auto target : hwy::SupportedAndGeneratedTargets()) found.emplace_back(hwy::TargetName(target));
    return found;
  }();
  return names;
}

bool force_target(const std::string& name) {
  targets();
  hwy::SetSupportedTargetsForTest(0);
  bool found = name.empty();
  if (!found)
    for (const auto target : hwy::SupportedAndGeneratedTargets())
      if (name == hwy::TargetName(target)) {
        hwy::SetSupportedTargetsForTest(target);
        found = true;
        break;
      }
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  return found;
}

}  // namespace posproof::kernels
#endif
