#pragma once
#include <optional>
#include <vector>

#include "posproof/arith/rational.hpp"

namespace posproof {

/// Rows of a lattice basis; all of one length.
using LatticeBasis = std::vector<std::vector<Integer>>;

/// Replaces `basis` by an LLL-reduced basis of the same lattice and applies the same unimodular row operations to
/// `companion` (as many rows). Deterministic. Says nothing that a proof rests on: it only finds candidates.
void lll_reduce(LatticeBasis& basis, LatticeBasis& companion);

/// Coefficient vectors x, up to sign, of lattice vectors sum_i x_i basis_i with |v|^2 <= radius_squared 2^exponent,
/// found by depth-first enumeration over double-precision Gram-Schmidt data of a reduced basis; v = 0 excluded.
/// **Error** approx: vectors at the very edge may be missed or added. Stops after `node_budget` nodes or `most` vectors.
std::vector<std::vector<long>> approx_short_vectors(const LatticeBasis& basis, double radius_squared, long exponent,
                                                    long node_budget, std::size_t most);

}  // namespace posproof
