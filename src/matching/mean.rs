//! The mean of weights at several moments of learning: what the last texts happened to be tells less in it.

/// The sum of so many weights, and of how many moments.
#[derive(Debug, Default)]
pub struct Mean {
    sums: Vec<f32>,
    moments: usize,
}

impl Mean {
    /// Remembers the weights as they are now, always the same number.
    pub fn add(&mut self, weights: &[f32]) {
        self.sums.resize(weights.len(), 0.0);
        self.moments += 1;
        for (sum, weight) in self.sums.iter_mut().zip(weights) {
            *sum += weight;
        }
    }

    /// Makes the weights what they were in the mean; they stay as they are where nothing was remembered.
    pub fn put_into(&self, weights: &mut [f32]) {
        let share = 1.0 / self.moments as f32;
        for (weight, sum) in weights.iter_mut().zip(&self.sums) {
            *weight = sum * share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_become_their_mean() {
        let mut mean = Mean::default();
        let mut weights = [1.0, 2.0];
        mean.put_into(&mut weights);
        assert_eq!(weights, [1.0, 2.0]);
        mean.add(&[1.0, 3.0]);
        mean.add(&[3.0, 5.0]);
        mean.put_into(&mut weights);
        assert_eq!(weights, [2.0, 4.0]);
    }
}
