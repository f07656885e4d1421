#pragma once
#include <optional>
#include <string>

#include "coq_term.hpp"

namespace posproof::coq {

/// The lemma of PosproofLemmas.v whose conclusion has the form of what stands inside the leading universal quantifiers.
/// Whether its hypotheses hold is for Coq to say.
std::optional<std::string> matching_lemma(const Formula& goal);

}  // namespace posproof::coq
