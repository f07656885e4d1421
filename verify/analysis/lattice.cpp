#include "posproof/analysis/lattice.hpp"

#include <flint/fmpz_lll.h>

#include <cmath>

#include "posproof/arith/contract.hpp"

namespace posproof {
namespace {

class IntegerMatrix {
 public:
  IntegerMatrix(std::size_t rows, std::size_t columns) {
    fmpz_mat_init(m_, static_cast<slong>(rows), static_cast<slong>(columns));
  }
  explicit IntegerMatrix(const LatticeBasis& b) : IntegerMatrix(b.size(), b.empty() ? 0 : b.front().size()) {
    for (std::size_t i = 0; i < b.size(); ++i)
      for (std::size_t j = 0; j < b[i].size(); ++j) fmpz_set_mpz(entry(i, j), b[i][j].get_mpz_t());
  }
  IntegerMatrix(const IntegerMatrix&) = delete;
  IntegerMatrix& operator=(const IntegerMatrix&) = delete;
  ~IntegerMatrix() { fmpz_mat_clear(m_); }
  fmpz* entry(std::size_t i, std::size_t j) { return fmpz_mat_entry(m_, static_cast<slong>(i), static_cast<slong>(j)); }
  fmpz_mat_struct* raw() { return m_; }
  void store(LatticeBasis& b) {
    for (std::size_t i = 0; i < b.size(); ++i)
      for (std::size_t j = 0; j < b[i].size(); ++j) fmpz_get_mpz(b[i][j].get_mpz_t(), entry(i, j));
  }

 private:
  fmpz_mat_t m_;
};

/// Gram-Schmidt data of a basis whose entries were scaled by 2^-exponent/2.
struct GramSchmidt {
  std::vector<std::vector<double>> mu;
  std::vector<double> length_squared;
};

double scaled(const Integer& z, double half_exponent) {
  long e = 0;
  const double m = mpz_get_d_2exp(&e, z.get_mpz_t());
  return m * std::exp2(static_cast<double>(e) - half_exponent);
}

GramSchmidt gram_schmidt(const LatticeBasis& basis, double half_exponent) {
  const std::size_t rows = basis.size(), columns = basis.front().size();
  std::vector<std::vector<double>> star(rows, std::vector<double>(columns));
  GramSchmidt g{std::vector<std::vector<double>>(rows, std::vector<double>(rows, 0.0)), std::vector<double>(rows)};
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t c = 0; c < columns; ++c) star[i][c] = scaled(basis[i][c], half_exponent);
    for (std::size_t j = 0; j < i; ++j) {
      double dot = 0;
      for (std::size_t c = 0; c < columns; ++c) dot += star[i][c] * star[j][c];
      g.mu[i][j] += dot / g.length_squared[j];
      for (std::size_t c = 0; c < columns; ++c) star[i][c] -= dot / g.length_squared[j] * star[j][c];
    }
    for (double x : star[i]) g.length_squared[i] += x * x;
  }
  return g;
}

/// Depth-first walk over the integer coefficients, last one first, nearest to the centre first.
class Enumerator {
 public:
  Enumerator(const GramSchmidt& g, double radius_squared, long node_budget, std::size_t most)
      : g_(g), bound_(radius_squared), nodes_left_(node_budget), most_(most), x_(g.mu.size(), 0) {}

  std::vector<std::vector<long>> run() {
    descend(x_.size(), 0.0, true);
    return std::move(found_);
  }

 private:
  void descend(std::size_t level, double spent, bool all_zero_above) {
    if (level == 0) {
      if (!all_zero_above) found_.push_back(x_);
      return;
    }
    const std::size_t k = level - 1;
    double centre = 0;
    for (std::size_t i = level; i < x_.size(); ++i) centre -= static_cast<double>(x_[i]) * g_.mu[i][k];
    const double room = std::sqrt(std::max(0.0, (bound_ - spent) / g_.length_squared[k]));
    if (!(room < 1e9)) return;
    const long first = all_zero_above ? 0 : std::lround(centre);
    for (long step = 0; within_budget(); ++step) {
      bool any = false;
      for (const long x : {first + step, first - step}) {
        if (x < first && all_zero_above) continue;  // v and -v are the same candidate
        if (std::abs(static_cast<double>(x) - centre) > room || (step == 0 && any)) continue;
        any = true;
        --nodes_left_;
        x_[k] = x;
        const double off = static_cast<double>(x) - centre;
        descend(k, spent + off * off * g_.length_squared[k], all_zero_above && x == 0);
      }
      if (!any && step > 0) break;
    }
    x_[k] = 0;
  }
  bool within_budget() const { return nodes_left_ > 0 && found_.size() < most_; }

  const GramSchmidt& g_;
  double bound_;
  long nodes_left_;
  std::size_t most_;
  std::vector<long> x_;
  std::vector<std::vector<long>> found_;
};

}  // namespace

void lll_reduce(LatticeBasis& basis, LatticeBasis& companion) {
  ensure(!basis.empty() && companion.size() == basis.size(), "lattice basis and companion of different height");
  const std::size_t rows = basis.size();
  IntegerMatrix b(basis), u(rows, rows), c(companion), product(rows, companion.front().size());
  fmpz_mat_one(u.raw());
  fmpz_lll_t settings;
  fmpz_lll_context_init(settings, 0.99, 0.51, Z_BASIS, APPROX);
  fmpz_lll(b.raw(), u.raw(), settings);
  fmpz_mat_mul(product.raw(), u.raw(), c.raw());
  b.store(basis);
  product.store(companion);
}

std::vector<std::vector<long>> approx_short_vectors(const LatticeBasis& basis, double radius_squared, long exponent,
                                                    long node_budget, std::size_t most) {
  if (basis.empty()) return {};
  const GramSchmidt g = gram_schmidt(basis, static_cast<double>(exponent) / 2);
  for (double r : g.length_squared)
    if (!(r > 0)) return {};
  return Enumerator(g, radius_squared, node_budget, most).run();
}

}  // namespace posproof
