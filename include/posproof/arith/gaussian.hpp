#pragma once
#include "posproof/arith/rational.hpp"

namespace posproof {

/// Exact element re + im*i of the field Q(i).
struct Gaussian {
  Rational re, im;

  Gaussian() = default;
  Gaussian(Rational real) : re(std::move(real)) {}
  Gaussian(int n) : re(n) {}
  Gaussian(Rational real, Rational imaginary) : re(std::move(real)), im(std::move(imaginary)) {}

  bool is_zero() const { return re.sign() == 0 && im.sign() == 0; }
  bool is_real() const { return im.sign() == 0; }
  bool is_one() const { return is_real() && re == Rational(1); }
  std::size_t size_bits() const { return re.size_bits() + im.size_bits(); }

  Gaussian operator-() const { return {-re, -im}; }
  Gaussian& operator+=(const Gaussian& o) {
    re += o.re;
    im += o.im;
    return *this;
  }
  friend Gaussian operator+(Gaussian a, const Gaussian& b) { return a += b; }
  friend Gaussian operator-(const Gaussian& a, const Gaussian& b) { return {a.re - b.re, a.im - b.im}; }
  friend Gaussian operator*(const Gaussian& a, const Gaussian& b) {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
  }
  friend auto operator<=>(const Gaussian&, const Gaussian&) = default;
  friend bool operator==(const Gaussian&, const Gaussian&) = default;
};

inline Gaussian conj(const Gaussian& z) { return {z.re, -z.im}; }
/// |z|^2.
inline Rational norm(const Gaussian& z) { return z.re * z.re + z.im * z.im; }
/// 1/z; z must not be zero (contract of Rational division).
inline Gaussian inverse(const Gaussian& z) {
  const Rational n = norm(z);
  return {z.re / n, -z.im / n};
}

}  // namespace posproof
